import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { noteSeen } from '#app/notifications/actions.ts'
import { OwnCase } from '#components/comments/own-case.tsx'
import { NoteSeen } from '#components/notices/note-seen.tsx'
import { MeasureNotice } from '#components/people/measure-notice.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { databaseTime } from '#lib/database-time.ts'
import { readOwnCase } from '#lib/moderation/cases/read-own-case.ts'
import { readUnreadAbout } from '#lib/notices/read-unread-about.ts'
import { readOwnMeasures } from '#lib/people/read-own-measures.ts'
import { answer } from '../actions.ts'

export const metadata: Metadata = { title: 'Another look', robots: { index: false } }

/** An own appeal: what it is about, what was said, how it ended. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const now = await databaseTime()
  const id = z.uuid().safeParse((await params).id)
  const own = id.success ? await readOwnCase(viewer, id.data, now) : null
  if (!own) notFound()
  return (
    <SitePage viewer={viewer} path={`/account/cases/${own.id}`}>
      <div className="column case">
        <h1 className="page-title">Another look</h1>
        {viewer.suspended && <MeasureNotice measures={await readOwnMeasures(viewer, now)} />}
        <OwnCase own={own} answer={answer} />
        <NoteSeen unread={await readUnreadAbout(viewer, { commentIds: [own.comment.id] }, now)} reads="all" action={noteSeen} />
        <p className="case-back">
          <a href={`/account/comments/${own.comment.id}`}>This comment</a> <a href="/account/comments">All your comments</a>
        </p>
      </div>
    </SitePage>
  )
}
