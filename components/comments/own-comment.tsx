import { AppealPlace } from '#components/comments/appeal-place.tsx'
import { EditForm, FixForm, WithdrawForm } from '#components/comments/comment-forms.tsx'
import { OwnText } from '#components/comments/own-text.tsx'
import { sayPlace, sayVerdict } from '#components/comments/say-standing.ts'
import type { ReactNode } from 'react'
import type { FormAction } from '#lib/form-state.ts'
import type { OwnComment as Comment } from '#lib/moderation/cases/read-own-comment.ts'

type Actions = { edit: FormAction; resubmit: FormAction; takeBack: FormAction; appeal: FormAction }
type Props = { comment: Comment; mayWrite: boolean; actions: Actions }

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
      {mayWrite && <WhatToDo comment={comment} actions={actions} />}
    </>
  )
}

function Standing({ comment: { state, edit, position, medianWaitSeconds } }: { comment: Comment }) {
  const place = sayPlace(position, medianWaitSeconds)
  if (edit === 'held') return <Told strong="Published. Your edit waits for a moderator.">Readers see the approved text until then. {place}</Told>
  if (edit === 'returned') return <Told strong="Published. A moderator asks for a change in your edit.">Readers see the approved text.</Told>
  if (state === 'held') return <Told strong="Waiting for a moderator.">Only you can see this. {place}</Told>
  if (state === 'published') return <Told strong="Published.">Everybody can read it.</Told>
  return <Told strong={sayVerdict(state)}>Only you can see this.</Told>
}

function Told({ strong, children }: { strong: string; children: ReactNode }) {
  return (
    <p>
      <strong>{strong}</strong> {children}
    </p>
  )
}

function WhatToDo({ comment, actions }: Omit<Props, 'mayWrite'>) {
  const { id, state, edit, source, caseId, appealable } = comment
  const here = `/account/comments/${id}`
  const own = { commentId: id, here }
  if (state === 'rejected' || state === 'hidden') {
    return (
      <>
        <AppealPlace caseId={caseId} appealable={appealable} action={actions.appeal} />
        <WithdrawForm {...own} action={actions.takeBack} />
      </>
    )
  }
  return (
    <>
      {state === 'returned' && <FixForm {...own} action={actions.resubmit} source={source} />}
      {edit === 'returned' && <EditForm {...own} action={actions.edit} source={source} published />}
      {state !== 'returned' && edit !== 'returned' && (
        <details className="own-change">
          <summary>Change it</summary>
          <EditForm {...own} action={actions.edit} source={source} published={state === 'published'} />
        </details>
      )}
      <WithdrawForm {...own} action={actions.takeBack} />
    </>
  )
}
