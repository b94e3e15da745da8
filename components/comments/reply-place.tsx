import { ConversationManners } from '#components/comments/conversation-manners.tsx'
import { KeptReply } from '#components/comments/comment-forms.tsx'
import { ReplyForm } from '#components/comments/drafts/reply-form.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { partLink, replyLink } from '#components/comments/thread-links.ts'
import { PleaseRead } from '#components/house/please-read.tsx'
import { MeasureNotice } from '#components/people/measure-notice.tsx'
import { sayMinute } from '#components/ui/moment.tsx'
import type { DraftHere } from '#lib/comments/drafts/read-drafts.ts'

type Props = {
  frame: ThreadFrame
  /** The comment that is answered; null for the essay. */
  parent: { id: string; name: string } | null
  /** The form stands elsewhere on this page, under the comment that it answers. */
  answering?: boolean
}

/** Where one writes: a form, or the sentence that says why there is none. */
export function ReplyPlace({ frame, parent, answering = false }: Props) {
  const { links, writing } = frame
  const page = partLink(links)
  const draft = frame.drafts.get(parent?.id ?? frame.postId)
  if (writing === 'closed' || writing === 'suspended' || writing === 'unknown') {
    return (
      <>
        {!parent && <KeptReply action={frame.actions.reply} here={frame.here} draft={draft?.body ?? ''} />}
        <WhyNot frame={frame} />
      </>
    )
  }
  if (answering) return <ReplyElsewhere href={`${page}#reply`} />
  return (
    <section className="reply-form" id="reply" aria-label={parent ? `Reply to ${parent.name}` : 'Reply to the essay'}>
      <MeasureNotice measures={frame.measures} />
      <PleaseRead />
      <ConversationManners manners={frame.manners} />
      <ReplyForm
        key={parent?.id ?? ''}
        action={frame.actions.reply}
        slug={links.slug}
        parentId={parent?.id ?? ''}
        idempotencyKey={frame.idempotencyKey()}
        here={parent ? replyLink(links, parent.id) : frame.here}
        label={parent ? `Your reply to ${parent.name}` : 'Your reply to the essay'}
        cancel={parent ? `${page}#comment-${parent.id}` : undefined}
        by={writing === 'open' ? frame.writer : ''}
        draft={draft ? shown(draft) : null}
        brought={frame.brought.get(parent?.id ?? frame.postId)?.body ?? ''}
      />
      {!parent && <DraftsElsewhere frame={frame} />}
    </section>
  )
}

function shown({ aside, savedAt, ...draft }: DraftHere) {
  return { ...draft, savedAt, saidAt: sayMinute(savedAt), aside: aside && { body: aside.body, saidAt: sayMinute(aside.at) } }
}

/** What was begun under comments of this conversation and is not sent, wherever on its pages they stand. */
function DraftsElsewhere({ frame }: { frame: ThreadFrame }) {
  const elsewhere = [...frame.drafts.values()].filter(({ id, parentId }) => id && parentId && parentId !== frame.replyTo)
  if (elsewhere.length === 0) return null
  return (
    <p className="draft-line">
      {elsewhere.length === 1 ? 'A reply that you have begun here is not sent yet: ' : `${elsewhere.length} replies that you have begun here are not sent yet: `}
      <a href="/account/comments#drafts">{elsewhere.length === 1 ? 'your draft' : 'your drafts'}</a>
    </p>
  )
}

function WhyNot({ frame }: { frame: ThreadFrame }) {
  if (frame.writing === 'closed') return <p className="reply-closed">This conversation is closed. It stays here to be read.</p>
  if (frame.writing === 'unknown') {
    return (
      <p className="reply-closed" id="reply">
        Under this essay only people reply of whom something was approved elsewhere on this site. Its author wants it so; nothing of yours was approved yet.
      </p>
    )
  }
  return (
    <div id="reply" className="reply-refused">
      <MeasureNotice measures={frame.measures} />
    </div>
  )
}

function ReplyElsewhere({ href }: { href: string }) {
  return (
    <p className="reply-closed">
      <a href={href} rel="nofollow">
        Reply to the essay itself
      </a>
    </p>
  )
}
