import '#components/writing/history/history.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { SavedText } from '#components/writing/history/saved-text.tsx'
import { SayRevision } from '#components/writing/history/say-revision.tsx'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readSentStanding } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import { readRevision } from '#lib/posts/writing/read-revision.ts'
import { readWriting } from '#lib/posts/writing/read-writing.ts'
import { comparePath, historyPath, revisionPath } from '#lib/posts/writing/writing-paths.ts'
import { restore } from '../../actions.ts'

type Props = { params: Promise<{ id: string; revisionId: string }> }

export const metadata: Metadata = { title: 'A text from the history', robots: { index: false } }

/** One saved text, and the way to bring it back. */
export default async function Page({ params }: Props) {
  const viewer = await requireViewer()
  const ids = z.object({ id: z.uuid(), revisionId: z.uuid() }).safeParse(await params)
  const [post, text] = ids.success ? await Promise.all([readWriting(viewer, ids.data.id, new Date()), readRevision(viewer, ids.data.id, ids.data.revisionId)]) : []
  if (!post?.ok || !text?.ok) notFound()
  const { postId, revisionId, version, isDraft } = text.value
  return (
    <SitePage viewer={viewer} path={revisionPath(postId, revisionId)}>
      <div className="column">
        <WritingLinks post={post.value} here="history" role={viewer.role} sent={await readSentStanding(viewer, postId)} />
        <div className="revision-head">
          <p className="revision-says">
            A text from the <a href={historyPath(postId)}>history</a>: <SayRevision text={text.value} />
            {isDraft && '. It is the draft.'}
          </p>
          {!isDraft && (
            <>
              <a href={comparePath(postId, revisionId, post.value.draft.revisionId)}>What is different in the draft</a>
              <PressForm action={restore} fields={{ postId, revisionId, version: String(version) }} look="plain" pending="Bringing it back …">
                Bring it back
              </PressForm>
            </>
          )}
        </div>
        <SavedText text={text.value} />
      </div>
    </SitePage>
  )
}
