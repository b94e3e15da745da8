'use client'

import { useId } from 'react'
import { FormAnswer } from '#components/people/form-answer.tsx'
import { Field, Select, TextArea } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import { reasons } from '#lib/comments/reasons.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'

const kinds = [
  { kind: 'held', label: 'Held', means: 'Each of their texts waits for a moderator, whatever the settings say.' },
  { kind: 'slow', label: 'Slow', means: 'One text in so much time.' },
  { kind: 'suspended', label: 'Suspended', means: 'They can sign in and read, but not write.' },
  { kind: 'banned', label: 'Banned', means: 'They cannot sign in, without end. What was published stays in its place.' },
]

const paces = [
  { value: '600', label: '10 minutes' },
  { value: '3600', label: 'An hour' },
  { value: '21600', label: '6 hours' },
  { value: '86400', label: 'A day' },
  { value: '604800', label: 'A week' },
]

type Props = { action: FormAction; handle: string; name: string; waiting: string }

/** Takes a measure. What the chosen kind does not ask for is out of the way, by style alone, and is not sent on. */
export function MeasureForm({ action, handle, name, waiting }: Props) {
  const [state, submit] = useFormAction(action)
  const kept = useKeptWords(state)
  return (
    <form className="form measure-form" action={submit} {...kept} noValidate>
      <FormAnswer state={state} />
      <input type="hidden" name="handle" value={handle} />
      <Kinds name={name} state={state} />
      <div className="measure-pace">
        <Select name="everySeconds" label="Between two texts" options={paces} defaultValue="3600" required state={state} />
      </div>
      <TextArea name="reason" label="Reason" rows={3} required maxLength={1000} state={state} help={`${name} reads it.`} />
      <div className="measure-until">
        <Field name="until" label="Until" type="date" state={state} help="Ends as that day begins, in universal time. Empty: until somebody lifts it." />
      </div>
      <Dismissal waiting={waiting} state={state} />
      <div className="actions">
        <SubmitButton pending="One moment …">Take this measure</SubmitButton>
      </div>
    </form>
  )
}

function Kinds({ name, state }: { name: string; state: FormState }) {
  const id = useId()
  const error = state.fields?.kind
  return (
    <fieldset className="choices" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="field-label">From now on, {name} is</legend>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {kinds.map(({ kind, label, means }) => (
        <label key={kind} className="choice">
          <input type="radio" name="kind" value={kind} defaultChecked={state.values?.kind === kind} aria-invalid={error ? true : undefined} />
          <span>{label}</span>
          <span className="choice-sentence">{means}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Somebody who is sent away may leave texts in the queue. Nothing is rejected that was not asked for. */
function Dismissal({ waiting, state }: { waiting: string; state: FormState }) {
  return (
    <div className="measure-dismissal">
      <label className="choice">
        <input type="checkbox" name="rejectWaiting" value="yes" defaultChecked={state.values?.rejectWaiting === 'yes'} />
        <span>Reject all that waits from them, too</span>
        <span className="choice-sentence">{waiting} Appeals of theirs and reports about them still wait to be read.</span>
      </label>
      <Select
        name="reasonCode"
        label="Why their texts are rejected"
        options={[{ value: '', label: 'Please choose' }, ...reasons.map(({ code, label }) => ({ value: code, label: code === 'other' ? 'The reason above' : label }))]}
        required
        defaultValue=""
        state={state}
      />
    </div>
  )
}
