'use client'

import { useActionState } from 'react'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import type { FormAction } from '#components/comments/reply-form.tsx'
import { fresh } from '#lib/form-state.ts'

type Props = { action: FormAction; commentId: string; here: string }

/** Changing a text that came back, and sending it again. It keeps its place. */
export function FixForm({ action, commentId, here, source }: Props & { source: string }) {
  const [state, send] = useActionState(action, fresh, here)
  return (
    <form className="form" action={send}>
      {state.status === 'refused' && !state.fields?.body && <Notice kind="refused">{state.message}</Notice>}
      <input type="hidden" name="commentId" value={commentId} />
      <TextArea name="body" label="Change it and send it again" state={state} defaultValue={source} required rows={6} />
      <div className="actions">
        <SubmitButton pending="Sending …">Send again</SubmitButton>
      </div>
    </form>
  )
}

/** Taking an own text back. */
export function WithdrawForm({ action, commentId, here }: Props) {
  const [state, send] = useActionState(action, fresh, here)
  return (
    <form action={send}>
      <input type="hidden" name="commentId" value={commentId} />
      <SubmitButton look="text" pending="Taking it back …">
        Take it back
      </SubmitButton>
      {state.status === 'refused' && <Notice kind="refused">{state.message}</Notice>}
    </form>
  )
}
