import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { noteSeen } from '#app/notifications/actions.ts'
import { edit, resubmit } from '#app/posts/[slug]/actions.ts'
import { OwnComment } from '#components/comments/own-comment.tsx'
import { OwnHistory } from '#components/comments/own-history.tsx'
import { NoteSeen } from '#components/notices/note-seen.tsx'
import { MeasureNotice } from '#components/people/measure-notice.tsx'
import { EssayTitle } from '#components/posts/essay-title.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { databaseTime } from '#lib/database-time.ts'
import { readOwnComment } from '#lib/moderation/cases/read-own-comment.ts'
import { readUnreadAbout } from '#lib/notices/read-unread-about.ts'
import { readOwnMeasures } from '#lib/people/read-own-measures.ts'
import { appeal, takeBack } from '../actions.ts'

export const metadata: Metadata = { title: 'Your comment', robots: { index: false } }

/** One own text: how it stands, what can be done about it, and how it came to be so. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const id = z.uuid().safeParse((await params).id)
  const comment = id.success ? await readOwnComment(viewer, id.data) : null
  if (!comment) notFound()
  const now = await databaseTime()
  return (
    <SitePage viewer={viewer} path={`/account/comments/${comment.id}`}>
      <div className="column case">
        <h1 className="page-title">Your comment</h1>
        <p className="meta">
          Under <EssayTitle slug={comment.post.slug} title={comment.post.title} />, <a href={`/c/${comment.id}`}>in its place</a>
        </p>
        <MeasureNotice measures={await readOwnMeasures(viewer, now)} />
        <OwnComment comment={comment} mayWrite={!viewer.suspended} actions={{ edit, resubmit, takeBack, appeal }} />
        <OwnHistory id={comment.id} versions={comment.versions} />
        <NoteSeen unread={await readUnreadAbout(viewer, { commentIds: [comment.id] }, now)} reads="all" action={noteSeen} />
        <p className="case-back">
          <a href="/account/comments">All your comments</a> <a href="/guidelines">How this conversation is kept</a>
        </p>
      </div>
    </SitePage>
  )
}
