'use client'

import { Field, Select, TextArea } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import type { FormPart } from '#lib/works/facts/form-parts.ts'

/** A fact, or room for one that is not there yet. */
export type FactRow = { key: string; legend: string; parts: FormPart[]; values: Record<string, string>; isNew: boolean; mayGo: boolean }

/** Facts that are from one place. */
export type FactGroup = {
  /** Null where the page is about nothing else. */
  label: string | null
  rows: FactRow[]
  /** The name of the line that asks where they are from; null for one's own words. */
  source: string | null
}

type Props = {
  action: FormAction
  /** Where the form stands, for browsers that send it without JavaScript. */
  here: string
  /** What goes along unseen: which work, and which of its facts were seen. */
  hidden: Record<string, string>
  groups: FactGroup[]
  mayApprove: boolean
  cancel: string
}

/** Says that facts of a work should be otherwise: what is known now can be written over, and there is room for more. */
export function ProposeForm({ action, here, hidden, groups, mayApprove, cancel }: Props) {
  const [state, send] = useFormAction(action, here)
  if (state.status === 'done') return <Sent message={state.message} back={cancel} />
  const shown = withSentKeys(groups, state.values?.rows)
  return (
    <form className="form" action={send} noValidate>
      <Refused state={state} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={state.values?.[name] ?? value} />
      ))}
      <input type="hidden" name="rows" value={shown.flatMap(({ rows }) => rows).map(({ key }) => key).join(',')} />
      {shown.map((group) => (
        <Group key={group.label} group={group} state={state} />
      ))}
      <TextArea name="comment" label="What you say to it" rows={3} maxLength={1000} state={state} help="The moderators read it. Once this is approved, everybody can read it in the history of the page." />
      {mayApprove && (
        <label className="choice">
          <input type="checkbox" name="approve" value="yes" defaultChecked={state.values?.approve === 'yes'} />
          <span>Approve it at once</span>
        </label>
      )}
      <div className="actions">
        <SubmitButton pending="Sending …">Suggest it</SubmitButton>
        <a href={cancel}>Cancel</a>
      </div>
    </form>
  )
}

/** What was typed into room for something new stands there again, although the page was made anew since. */
function withSentKeys(groups: FactGroup[], sent: string | undefined): FactGroup[] {
  const known = new Set(groups.flatMap(({ rows }) => rows).filter(({ isNew }) => !isNew).map(({ key }) => key))
  const added = (sent ?? '').split(',').filter((key) => key && !known.has(key))
  return groups.map((group) => ({ ...group, rows: group.rows.map((row) => (row.isNew ? { ...row, key: added.shift() ?? row.key } : row)) }))
}

function Group({ group: { label, rows, source }, state }: { group: FactGroup; state: FormState }) {
  const fields = (
    <>
      {rows.map((row) => (
        <Row key={row.key} row={row} state={state} />
      ))}
      {source && <Field name={source} label="Where this is from" required maxLength={500} autoComplete="off" state={state} help="An address, a book and its page, or the work itself: “the end titles”." />}
    </>
  )
  if (label === null) return fields
  return (
    <section className="fact-group" aria-label={label}>
      <h2 className="section-title">{label}</h2>
      {fields}
    </section>
  )
}

/** What is meant by a line is said where something new is written, and not once for everything that is known. */
function Row({ row: { key, legend, parts, values, isNew, mayGo }, state }: { row: FactRow; state: FormState }) {
  const gone = `${key}.gone`
  return (
    <fieldset className="fact-row">
      <legend className={parts.length === 1 && parts[0]?.label === legend ? 'visually-hidden' : 'field-label'}>{legend}</legend>
      {parts.map((part) => (
        <Part key={part.name} part={isNew ? part : { ...part, help: undefined }} name={`${key}.${part.name}`} value={values[part.name] ?? part.preset ?? ''} state={state} />
      ))}
      {mayGo && (
        <label className="choice">
          <input type="checkbox" name={gone} value="yes" defaultChecked={state.values?.[gone] === 'yes'} />
          <span>Take this out</span>
        </label>
      )}
    </fieldset>
  )
}

function Part({ part: { label, type, options, help }, name, value, state }: { part: FormPart; name: string; value: string; state: FormState }) {
  if (options) return <Select name={name} label={label} options={options} defaultValue={value} required state={state} />
  if (type === 'text') return <TextArea name={name} label={label} defaultValue={value} help={help} required state={state} />
  return <Field name={name} label={label} defaultValue={value} help={help} required inputMode={type === 'number' ? 'numeric' : undefined} autoComplete="off" state={state} />
}

function Refused({ state: { status, message, fields = {} } }: { state: FormState }) {
  if (status !== 'refused' || !message || Object.values(fields).includes(message)) return null
  return <Notice kind="refused">{message}</Notice>
}

function Sent({ message, back }: { message: string | undefined; back: string }) {
  return (
    <Notice kind="done">
      <p>{message}</p>
      <p>
        <a href="/account/proposals">What you suggested</a>, or <a href={back}>back to where you were</a>.
      </p>
    </Notice>
  )
}
