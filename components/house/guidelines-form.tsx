'use client'

import { TextArea } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction } from '#lib/form-state.ts'

type Props = { action: FormAction; source: string; basedOn: string }

/** Changing the guidelines. Somebody else's change in between is said, and never overwritten unseen. */
export function GuidelinesForm({ action, source, basedOn }: Props) {
  const [state, send] = useFormAction(action)
  const kept = useKeptWords(state)
  const seen = state.value
  const now = typeof seen === 'object' && seen !== null && 'basedOn' in seen && typeof seen.basedOn === 'string' ? seen.basedOn : basedOn
  return (
    <form className="form" action={send} {...kept} noValidate>
      {state.status === 'done' && <Notice kind="done">{state.message}</Notice>}
      {state.status === 'refused' && !state.fields?.body && <Notice kind="refused">{state.message}</Notice>}
      <input type="hidden" name="basedOn" value={now} />
      <TextArea name="body" label="The text" state={state} defaultValue={source} required rows={24} help="Markdown. Headings begin with ##." />
      <div className="actions">
        <SubmitButton pending="Saving …">Save and show it</SubmitButton>
        <a href="/guidelines">As readers see them</a>
      </div>
    </form>
  )
}
