import { AppealPlace } from '#components/comments/appeal-place.tsx'
import { EditForm, FixForm, WithdrawForm } from '#components/comments/comment-forms.tsx'
import { OwnText } from '#components/comments/own-text.tsx'
import { WaitingLine } from '#components/comments/own/waiting-line.tsx'
import { leftOf, saySettling, sayUnpublished, sayVerdict, sayWaiting } from '#components/comments/say-standing.ts'
import type { ReactNode } from 'react'
import type { FormAction } from '#lib/form-state.ts'
import type { OwnComment as Comment } from '#lib/moderation/cases/read-own-comment.ts'

type Actions = { edit: FormAction; resubmit: FormAction; takeBack: FormAction; appeal: FormAction }
type Props = {
  comment: Comment
  /** Somebody suspended sends no new text, but may take one back and ask for another look. */
  mayWrite: boolean
  actions: Actions
}

/** How an own text stands, and what its writer can do now. */
export function OwnComment({ comment, mayWrite, actions }: Props) {
  const { verdict, html } = comment
  return (
    <>
      <div className="own-verdict">
        <Standing comment={comment} />
        {verdict?.reason && <blockquote className="comment-reason">{verdict.reason}</blockquote>}
      </div>
      <div className="case-text">
        <OwnText html={html} passage={verdict?.passage ?? ''} />
      </div>
      <WhatToDo comment={comment} mayWrite={mayWrite} actions={actions} />
    </>
  )
}

function Standing({ comment }: { comment: Comment }) {
  const { id, state, edit, settling, unpublished } = comment
  const place = <WaitingLine id={id} says={sayWaiting(comment)} />
  if (edit === 'held') return <Told strong="Published. Your edit waits for a moderator.">Readers see the approved text until then. {place}</Told>
  if (edit === 'returned') return <Told strong="Published. A moderator asks for a change in your edit.">Readers see the approved text.</Told>
  if (state === 'held') return <Told strong="Waiting for a moderator.">{unpublished && `${sayUnpublished} `}Only you can see this. {place}</Told>
  if (state === 'published') return <Told strong="Published.">Everybody can read it.</Told>
  return <Told strong={settling ? saySettling : sayVerdict(state)}>Only you can see this.</Told>
}

function Told({ strong, children }: { strong: string; children: ReactNode }) {
  return (
    <p>
      <strong>{strong}</strong> {children}
    </p>
  )
}

function WhatToDo({ comment, mayWrite, actions }: Props) {
  const { id, state, hasReplies, caseId, appealable } = comment
  return (
    <>
      {(state === 'rejected' || state === 'hidden') && <AppealPlace caseId={caseId} appealable={appealable} action={actions.appeal} />}
      {mayWrite && <ChangePlace comment={comment} actions={actions} />}
      <WithdrawForm commentId={id} here={`/account/comments/${id}`} action={actions.takeBack} leaves={leftOf({ readersSee: state === 'published', hasReplies })} />
    </>
  )
}

/** Where the words are changed: open where a moderator asked for it, folded where they wait or are public. */
function ChangePlace({ comment: { id, state, edit, source }, actions }: Omit<Props, 'mayWrite'>) {
  const own = { commentId: id, here: `/account/comments/${id}`, source }
  if (state === 'rejected' || state === 'hidden') return null
  if (state === 'returned') return <FixForm {...own} action={actions.resubmit} />
  if (edit === 'returned') return <EditForm {...own} action={actions.edit} published />
  return (
    <details className="own-change">
      <summary>Change it</summary>
      <EditForm {...own} action={actions.edit} published={state === 'published'} />
    </details>
  )
}
