import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { letPicturesLoad } from '#app/_web/let-pictures-load.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { sayDay, sayMinute } from '#components/ui/moment.tsx'
import { PrivateEssay } from '#components/writing/publishing/private-essay.tsx'
import { runCommand } from '#lib/command.ts'
import { databaseTime } from '#lib/database-time.ts'
import { noteLinkOpened } from '#lib/posts/publishing/note-link-opened.ts'
import { readLinkedDraft } from '#lib/posts/publishing/read-linked-draft.ts'

type Props = { params: Promise<{ token: string }> }

const draftOf = cache(async (token: string) => readLinkedDraft(token, await databaseTime()))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const draft = await draftOf((await params).token)
  return { title: draft ? draft.title || 'A draft' : 'Not found', robots: { index: false, follow: false } }
}

/** A draft, as it is now, for whoever has its secret link. */
export default async function Page({ params }: Props) {
  const { token } = await params
  const draft = await draftOf(token)
  if (!draft) notFound()
  const viewer = await currentViewer()
  await runCommand(noteLinkOpened, viewer, { token })
  return (
    <SitePage viewer={viewer} path="">
      <PrivateEssay text={draft} pictures={await letPicturesLoad(draft)} about={`A draft, as it was saved on ${sayMinute(draft.at)}. Please keep the link to yourself; it ends on ${sayDay(draft.until)}.`} />
    </SitePage>
  )
}
