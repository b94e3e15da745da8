import { KeptReply, ReplyForm } from '#components/comments/comment-forms.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { partLink, replyLink, signInLink } from '#components/comments/thread-links.ts'
import { MeasureNotice } from '#components/people/measure-notice.tsx'

type Props = {
  frame: ThreadFrame
  /** The comment that is answered; null for the essay. */
  parent: { id: string; name: string } | null
  /** The form stands elsewhere on this page, under the comment that it answers. */
  answering?: boolean
}

/** Where one writes: a form, or the sentence that says why there is none. */
export function ReplyPlace({ frame, parent, answering = false }: Props) {
  const { links } = frame
  const page = partLink(links)
  if (frame.writing !== 'open') {
    return (
      <>
        {!parent && <KeptReply action={frame.actions.reply} here={frame.here} />}
        <WhyNot frame={frame} then={parent ? replyLink(links, parent.id) : `${page}#reply`} />
      </>
    )
  }
  if (answering) return <ReplyElsewhere href={`${page}#reply`} />
  return (
    <section className="reply-form" id="reply" aria-label={parent ? `Reply to ${parent.name}` : 'Reply to the essay'}>
      <MeasureNotice measures={frame.measures} />
      <ReplyForm
        action={frame.actions.reply}
        slug={links.slug}
        parentId={parent?.id ?? ''}
        idempotencyKey={frame.idempotencyKey()}
        here={frame.here}
        label={parent ? `Your reply to ${parent.name}` : 'Your reply to the essay'}
        cancel={parent ? `${page}#comment-${parent.id}` : undefined}
      />
    </section>
  )
}

function WhyNot({ frame, then }: { frame: ThreadFrame; then: string }) {
  if (frame.writing === 'closed') return <p className="reply-closed">This conversation is closed. It stays here to be read.</p>
  if (frame.writing === 'suspended') {
    return (
      <div id="reply">
        <MeasureNotice measures={frame.measures} />
      </div>
    )
  }
  return <SignInFirst then={then} />
}

function SignInFirst({ then }: { then: string }) {
  return (
    <p className="reply-closed" id="reply">
      <a href={signInLink(then)} rel="nofollow">
        Sign in
      </a>{' '}
      to reply. You will come back to this place.
    </p>
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
