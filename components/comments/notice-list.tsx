import { sayNotice } from '#components/comments/say-notice.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { foldedBy, NotesLine, Unfold } from '#components/posts/content-notes.tsx'
import { EssayTitle } from '#components/posts/essay-title.tsx'
import { Moment, sayMinute } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { Notice } from '#lib/moderation/notices/read-notices.ts'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'

type Actions = { markRead: FormAction; openNotice: FormAction }

/** Notices, newest first; what is unread says so. */
export function NoticeList({ notices, actions }: { notices: Notice[]; actions: Actions }) {
  if (notices.length === 0) return null
  return (
    <ol className="own-lines" role="list">
      {notices.map((notice) => (
        <li key={notice.id} className={notice.unread ? 'notice-unread' : undefined} {...foldedBy(topicsOf(notice))}>
          <NoticeLine notice={notice} openNotice={actions.openNotice} />
          {notice.unread && (
            <PressForm action={actions.markRead} fields={fieldsOf(notice)} of={sayWhich(notice)} look="text" pending="One moment …">
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

function topicsOf({ notes }: Notice) {
  return notes ? choosableOf(notes) : []
}

/** Sentences are alike; the moment tells them apart. */
function sayWhich(notice: Notice): string {
  return `“${sayNotice(notice).sentence}” of ${sayMinute(notice.at)}`
}

function NoticeLine({ notice, openNotice }: { notice: Notice; openNotice: FormAction }) {
  return (
    <>
      <NoticeSentence notice={notice} openNotice={openNotice} />
      {notice.reason && <blockquote className="comment-reason">{notice.reason}</blockquote>}
      {notice.notes && <NotesLine notes={notice.notes} />}
      {notice.excerpt && (
        <>
          <Unfold topics={topicsOf(notice)} title={sayWhich(notice)} />
          <p className="own-quote noted-text">{notice.excerpt}</p>
        </>
      )}
      <p className="meta">
        {notice.post && (
          <>
            {notice.kind === 'post' ? '' : 'under '}
            <EssayTitle slug={notice.post.slug} title={notice.post.title} />,{' '}
          </>
        )}
        <Moment at={notice.at} precision="minute" />
      </p>
    </>
  )
}

/** What is unread is a form where it leads on: following it marks it as read, with and without scripts. */
function NoticeSentence({ notice, openNotice }: { notice: Notice; openNotice: FormAction }) {
  const { sentence, href } = sayNotice(notice)
  if (!notice.unread) return <p className="notice-sentence">{href ? <a href={href}>{sentence}</a> : sentence}</p>
  return (
    <div className="notice-sentence notice-open">
      <strong className="notice-new">new</strong>
      {href ? (
        <PressForm action={openNotice} fields={{ ...fieldsOf(notice), to: href }} of={sayMinute(notice.at)} look="text" pending={sentence}>
          {sentence}
        </PressForm>
      ) : (
        sentence
      )}
    </div>
  )
}
