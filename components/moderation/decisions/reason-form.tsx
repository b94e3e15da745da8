'use client'

import { useId } from 'react'
import { TextArea } from '#components/ui/field.tsx'
import type { VerdictForm } from '#components/moderation/decisions/verdict-bar.tsx'
import { holdsWords, VerdictPanel } from '#components/moderation/decisions/verdict-panel.tsx'
import type { VerdictWords } from '#components/moderation/decisions/verdict-words.ts'
import { Printed } from '#components/moderation/keys/key.tsx'
import { reasonsFor } from '#lib/comments/reasons.ts'

/** Rejecting and hiding: beside each reason stands the sentence that the writer will read. */
export function ReasonForm({ children, ...form }: VerdictForm & { words: VerdictWords }) {
  const id = useId()
  const { writer } = form.item
  const own = form.sending.state.values?.action === form.verdict
  const state = own ? form.sending.state : undefined
  const error = state?.fields?.reasonCode
  return (
    <VerdictPanel {...form} fields={children} isWhole={(data) => (data.get('reasonCode') === 'other' ? holdsWords(data, 'reasonNote') : data.has('reasonCode') || holdsWords(data, 'reasonNote'))}>
      <fieldset aria-describedby={error ? `${id}-error` : undefined}>
        <legend>Why? {writer || 'The writer'} reads the sentence beside it.</legend>
        {error && (
          <p className="field-error" id={`${id}-error`}>
            {error}
          </p>
        )}
        {reasonsFor(form.item.kind).map((reason, place) => (
          <label key={reason.code} className="desk-reason">
            <input type="radio" name="reasonCode" value={reason.code} defaultChecked={state?.values?.reasonCode === reason.code} data-reason={place + 1} />
            <Printed name={String(place + 1)} />
            <span className="desk-reason-label">{reason.label}</span>
            <span className="desk-reason-sentence">{reason.sentence || 'Only your own words below.'}</span>
          </label>
        ))}
      </fieldset>
      <TextArea name="reasonNote" label="In your own words" rows={2} maxLength={2000} state={state} help={`Follows the sentence. ${writer || 'The writer'} reads this too.`} />
    </VerdictPanel>
  )
}
