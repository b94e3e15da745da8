'use client'

import { Field, Select, TextArea } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'

/** One thing to type, as the page names it. */
export type MendPart = { name: string; label: string; value: string; isLong: boolean; options: { value: string; label: string }[] }

/** One change of the proposal: its fields, or none where it takes something out. */
export type MendChange = { index: number; label: string; takesOut: string; parts: MendPart[]; source: string }

type Props = { action: FormAction; proposalId: string; /** The facts that stand beside it. */ baseRevisionId: string; changes: MendChange[]; comment: string }

/** Mends a proposal that came back, thing by thing, and sends it again. */
export function MendForm({ action, proposalId, baseRevisionId, changes, comment }: Props) {
  const [state, send] = useFormAction(action)
  const kept = useKeptWords(state)
  return (
    <form className="form" action={send} {...kept} noValidate>
      {state.status === 'refused' && <Notice kind="refused">{state.message}</Notice>}
      <input type="hidden" name="proposalId" value={proposalId} />
      <input type="hidden" name="baseRevisionId" value={state.values?.baseRevisionId ?? baseRevisionId} />
      {changes.map((change) => (
        <ChangeFields key={change.index} change={change} state={state} alone={changes.length === 1} />
      ))}
      <TextArea name="comment" label="What you say to it" rows={3} maxLength={1000} defaultValue={comment} state={state} help="The moderators read it. Once it is approved, readers find it in the history of the work." />
      <div className="actions">
        <SubmitButton pending="Sending …">Send again</SubmitButton>
      </div>
    </form>
  )
}

function ChangeFields({ change: { index, label, takesOut, parts, source }, state, alone }: { change: MendChange; state: FormState; alone: boolean }) {
  const leave = `changes.${index}.leave`
  return (
    <fieldset className="mend-change">
      <legend className="field-label">{label}</legend>
      {takesOut && (
        <p>
          Is to be taken out: <del>{takesOut}</del>
        </p>
      )}
      {parts.map((part) => (
        <PartField key={part.name} part={part} state={state} />
      ))}
      {parts.length > 0 && <Field name={`changes.${index}.source`} label="Where this is from" maxLength={500} defaultValue={source} required={source !== ''} state={state} help="An address, a book, or the work itself." />}
      {!alone && (
        <label className="choice">
          <input type="checkbox" name={leave} value="yes" defaultChecked={state.values?.[leave] === 'yes'} />
          <span>Leave this out</span>
        </label>
      )}
    </fieldset>
  )
}

function PartField({ part: { name, label, value, isLong, options }, state }: { part: MendPart; state: FormState }) {
  if (options.length > 0) return <Select name={name} label={label} options={options} defaultValue={value} required state={state} />
  if (isLong) return <TextArea name={name} label={label} rows={8} defaultValue={value} required={value !== ''} state={state} />
  return <Field name={name} label={label} defaultValue={value} required={value !== ''} autoComplete="off" state={state} />
}
