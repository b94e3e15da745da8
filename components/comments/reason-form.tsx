'use client'

import { useId } from 'react'
import { TextArea } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'

type Props = {
  action: FormAction
  /** What goes along unseen. */
  hidden: Record<string, string>
  /** Stands instead of the form: what it is for was done before. */
  finished?: string
  legend: string
  /** Ready-made reasons, with what others will read of them. */
  reasons: { code: string; label: string; sentence?: string }[]
  note: { name: string; label: string; help: string }
  button: string
  pending: string
  /** Where the form stands, for browsers that send it without JavaScript. */
  here?: string
  /** Leads away from it. */
  cancel?: string
  /** It is folded under these words until it is wanted, and open when something is missing in it. */
  folded?: string
}

/** Doing something that needs a reason: one of the ready-made ones, own words, or both. */
export function ReasonForm({ action, hidden, finished, legend, reasons, note, button, pending, here, cancel, folded }: Props) {
  const [state, send] = useFormAction(action, here)
  const kept = useKeptWords(state)
  if (state.status === 'done' && state.message) return <Notice kind="done">{state.message}</Notice>
  if (finished) return <Notice kind="done">{finished}</Notice>
  const form = (
    <form className="form" action={send} {...kept} noValidate>
      <Refusal state={state} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Reasons legend={legend} reasons={reasons} state={state} />
      <TextArea name={note.name} label={note.label} help={note.help} rows={3} state={state} />
      <div className="actions">
        <SubmitButton pending={pending}>{button}</SubmitButton>
        {cancel && <a href={cancel}>Cancel</a>}
      </div>
    </form>
  )
  if (!folded) return form
  return (
    <details open={state.status === 'refused' || undefined}>
      <summary>{folded}</summary>
      {form}
    </details>
  )
}

/** A sentence that stands beside a field is not said twice. */
function Refusal({ state: { status, message, fields = {} } }: { state: FormState }) {
  if (status !== 'refused' || !message || Object.values(fields).includes(message)) return null
  return <Notice kind="refused">{message}</Notice>
}

function Reasons({ legend, reasons, state }: Pick<Props, 'legend' | 'reasons'> & { state: FormState }) {
  const id = useId()
  const error = state.fields?.reasonCode
  const chosen = state.values?.reasonCode
  return (
    <fieldset className="choices" key={chosen} aria-describedby={error ? id : undefined}>
      <legend className="field-label">{legend}</legend>
      {error && (
        <p className="field-error" id={id} role="alert">
          {error}
        </p>
      )}
      {reasons.map(({ code, label, sentence }) => (
        <label className="choice" key={code}>
          <input type="radio" name="reasonCode" value={code} defaultChecked={chosen === code} />
          <span>{label}</span>
          {sentence && <span className="choice-sentence">{sentence}</span>}
        </label>
      ))}
    </fieldset>
  )
}
