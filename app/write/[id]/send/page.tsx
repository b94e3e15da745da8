import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { GuestSending } from '#components/guest-posts/guest-sending.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readOwnSending } from '#lib/moderation/guest-posts/read-own-sending.ts'
import { sentStandingOf } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import { writingPath } from '#lib/posts/writing/writing-paths.ts'
import { send, takeBack } from './actions.ts'

export const metadata: Metadata = { title: 'Sending an essay', robots: { index: false } }

type Props = { params: Promise<{ id: string }> }

/** Where a reader sends what they wrote to be published. */
export default async function Page({ params }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const sending = z.uuid().safeParse(id).success ? await readOwnSending(viewer, id, new Date()) : null
  if (!sending) notFound()
  return (
    <SitePage viewer={viewer} path={`${writingPath(id)}/send`}>
      <div className="column case">
        <WritingLinks post={sending} here="send" role={viewer.role} sent={sentStandingOf(sending.state, sending.waiting !== null)} />
        <GuestSending sending={sending} actions={{ send, takeBack }} mayWrite={!viewer.suspended} />
      </div>
    </SitePage>
  )
}
