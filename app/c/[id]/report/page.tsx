import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { ReasonForm } from '#components/comments/reason-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { readReportable } from '#lib/moderation/cases/read-reportable.ts'
import type { Reportable } from '#lib/moderation/cases/read-reportable.ts'
import { reportReasons } from '#lib/moderation/cases/report-reasons.ts'
import { report } from './actions.ts'

export const metadata: Metadata = { title: 'Report a comment', robots: { index: false } }

/** Saying that a comment should not stand. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const id = z.uuid().safeParse((await params).id)
  const comment = id.success ? await readReportable(viewer, id.data) : null
  if (!comment) notFound()
  return (
    <SitePage viewer={viewer} path={`/c/${comment.id}/report`}>
      <div className="column case">
        <h1 className="page-title">Report a comment</h1>
        <Reported comment={comment} />
        {comment.isOwn ? <p>This is your own comment. You can change it or take it back in the conversation.</p> : <Form comment={comment} />}
        <p className="case-back">
          <a href={`/c/${comment.id}`}>Back to the conversation</a>
        </p>
      </div>
    </SitePage>
  )
}

function Reported({ comment }: { comment: Reportable }) {
  return (
    <figure className="case-text">
      <figcaption className="meta">
        {comment.name || 'Somebody'}, <Moment at={comment.submittedAt} />
      </figcaption>
      <StoredHtml className="prose comment-text" html={comment.html} />
    </figure>
  )
}

function Form({ comment }: { comment: Reportable }) {
  return (
    <ReasonForm
      action={report}
      hidden={{ commentId: comment.id }}
      finished={comment.reportedByViewer ? 'You have reported this comment. A moderator is going to read it, and you will be told what came of it.' : undefined}
      legend="What is wrong with it?"
      reasons={reportReasons}
      note={{ name: 'note', label: 'In your own words', help: 'Moderators read this, and nobody else. The writer is not told who reported it.' }}
      button="Report"
      pending="Sending …"
    />
  )
}
