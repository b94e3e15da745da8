import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { SavedText } from '#components/writing/history/saved-text.tsx'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readSentStanding } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import { readRevision } from '#lib/posts/writing/read-revision.ts'
import { readWriting } from '#lib/posts/writing/read-writing.ts'

type Props = { params: Promise<{ id: string }> }

export const metadata: Metadata = { title: 'Preview', robots: { index: false } }

/** The draft as readers would see it. */
export default async function Page({ params }: Props) {
  const viewer = await requireViewer()
  const id = z.uuid().safeParse((await params).id)
  const [post, text] = id.success ? await Promise.all([readWriting(viewer, id.data, new Date()), readRevision(viewer, id.data)]) : []
  if (!post?.ok || !text?.ok) notFound()
  return (
    <SitePage viewer={viewer} path={`/write/${post.value.id}/preview`}>
      <div className="column">
        <WritingLinks post={post.value} here="preview" role={viewer.role} sent={await readSentStanding(viewer, post.value.id)} />
        <SavedText text={text.value} />
      </div>
    </SitePage>
  )
}
