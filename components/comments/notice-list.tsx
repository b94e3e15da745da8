import { sayNotice } from '#components/comments/say-notice.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { Moment, sayMinute } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { Notice } from '#lib/moderation/notices/read-notices.ts'
import { postPath } from '#lib/posts/post-path.ts'

/** Notices, newest first; what is unread says so. */
export function NoticeList({ notices, markRead }: { notices: Notice[]; markRead: FormAction }) {
  if (notices.length === 0) return null
  return (
    <ol className="own-lines" role="list">
      {notices.map((notice) => (
        <li key={notice.id} className={notice.unread ? 'notice-unread' : undefined}>
          <NoticeLine notice={notice} />
          {notice.unread && (
            <PressForm action={markRead} fields={fieldsOf(notice)} of={sayWhich(notice)} look="text" pending="One moment …">
              Mark as read
            </PressForm>
          )}
        </li>
      ))}
    </ol>
  )
}

/** A line of several is read as one. */
function fieldsOf({ id, count, at, post }: Notice): Record<string, string> {
  return count > 1 && post ? { until: at.toISOString(), postId: post.id } : { noticeId: id }
}

/** Sentences are alike; the moment tells them apart. */
function sayWhich(notice: Notice): string {
  return `“${sayNotice(notice).sentence}” of ${sayMinute(notice.at)}`
}

function NoticeLine({ notice }: { notice: Notice }) {
  const { sentence, href } = sayNotice(notice)
  return (
    <>
      <p className="notice-sentence">
        {notice.unread && <strong className="notice-new">new </strong>}
        {href ? <a href={href}>{sentence}</a> : sentence}
      </p>
      {notice.reason && <blockquote className="comment-reason">{notice.reason}</blockquote>}
      {notice.excerpt && <p className="own-quote">{notice.excerpt}</p>}
      <p className="meta">
        {notice.post && (
          <>
            {notice.kind === 'post' ? '' : 'under '}
            <a href={postPath(notice.post.slug)}>{notice.post.title}</a>,{' '}
          </>
        )}
        <Moment at={notice.at} precision="minute" />
      </p>
    </>
  )
}
