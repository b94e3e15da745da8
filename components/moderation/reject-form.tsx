'use client'

import { useId } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { Key } from '#components/moderation/key.tsx'
import { reasons } from '#lib/comments/reasons.ts'
import type { FormState } from '#lib/form-state.ts'

type Props = {
  writer: string
  state: FormState
  action: (form: FormData) => void
  pending: boolean
  onLeave: () => void
  children: ReactNode
}

/** Opens without a script. Beside each reason stands the sentence that the writer will read. */
export function RejectForm({ writer, state, action, pending, onLeave, children }: Props) {
  const id = useId()
  const error = state.fields?.reasonCode
  const unanswered = state.status === 'refused' && state.fields !== undefined

  function leaveWhenWhole(event: FormEvent<HTMLFormElement>) {
    const form = new FormData(event.currentTarget)
    const note = String(form.get('reasonNote') ?? '').trim()
    const code = form.get('reasonCode')
    if (code === 'other' ? note : code || note) onLeave()
  }

  return (
    <details className="desk-reject" data-panel="reject" open={unanswered || undefined}>
      <summary className="button button-plain" aria-keyshortcuts="r">
        Reject … <Key name="r" />
      </summary>
      <form action={action} data-verdict="reject" onSubmit={leaveWhenWhole}>
        {children}
        <input type="hidden" name="action" value="reject" />
        <fieldset aria-describedby={error ? `${id}-error` : undefined}>
          <legend>Why? {writer || 'The writer'} reads the sentence beside it.</legend>
          {error && (
            <p className="field-error" id={`${id}-error`}>
              {error}
            </p>
          )}
          {reasons.map((reason, place) => (
            <label key={reason.code} className="desk-reason">
              <input type="radio" name="reasonCode" value={reason.code} defaultChecked={state.values?.reasonCode === reason.code} data-reason={place + 1} />
              <Key name={String(place + 1)} />
              <span className="desk-reason-label">{reason.label}</span>
              <span className="desk-reason-sentence">{reason.sentence || 'Only your own words below.'}</span>
            </label>
          ))}
        </fieldset>
        <TextArea name="reasonNote" label="In your own words" rows={2} maxLength={2000} state={state} help={`Follows the sentence. ${writer || 'The writer'} reads this too.`} />
        <div className="actions">
          <Button aria-disabled={pending || undefined} onClick={(event) => pending && event.preventDefault()}>
            Reject <Key name="Enter" />
          </Button>
        </div>
      </form>
    </details>
  )
}
