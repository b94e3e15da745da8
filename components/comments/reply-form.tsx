'use client'

import { useActionState } from 'react'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormState } from '#lib/form-state.ts'

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

type Props = {
  action: FormAction
  slug: string
  /** The comment that is answered; empty for the essay itself. */
  parentId: string
  /** Made by the server for this form, so that sending twice posts once. */
  idempotencyKey: string
  /** Where the form stands, for browsers that send it without JavaScript. */
  here: string
  /** `Reply to Ada` */
  label: string
  /** Leads away from answering this comment. */
  cancel?: string
}

/** Writing a reply. Works without JavaScript; a refusal keeps every word. */
export function ReplyForm({ action, slug, parentId, idempotencyKey, here, label, cancel }: Props) {
  const [state, send] = useActionState(action, fresh, here)
  return (
    <form className="form" action={send}>
      <Answer state={state} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="parentId" value={parentId} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <TextArea
        name="body"
        label={label}
        state={state}
        required
        rows={6}
        help="Markdown works: *italics*, > quotations, links. A moderator reads every reply before it appears."
      />
      <div className="actions">
        <SubmitButton pending="Sending …">Send reply</SubmitButton>
        {cancel && <a href={cancel}>Cancel</a>}
      </div>
    </form>
  )
}

function Answer({ state }: { state: FormState }) {
  if (state.status === 'fresh' || !state.message) return null
  if (state.status === 'done') return <Notice kind="waiting">{state.message}</Notice>
  return state.fields?.body ? null : <Notice kind="refused">{state.message}</Notice>
}
