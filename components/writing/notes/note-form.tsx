'use client'

import { useId } from 'react'
import { FormAnswer } from '#components/people/form-answer.tsx'
import { Select, TextArea } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import type { Credited, OwnNote } from '#lib/posts/writing/read-own-notes.ts'

type Props = {
  action: FormAction
  /** What says which post or which note. */
  fields: Record<string, string>
  /** The comment that led to it. */
  credited: Credited | null
  /** Chosen beforehand only where somebody has chosen: by coming from a comment, or in the note as it stands. */
  kind: OwnNote['kind'] | null
  /** The note that is changed. */
  note?: Pick<OwnNote, 'place' | 'body'>
}

const kinds: { value: OwnNote['kind']; label: string; means: string }[] = [
  { value: 'correction', label: 'Correction', means: 'Something was wrong, and is right now.' },
  { value: 'clarification', label: 'Clarification', means: 'Something could be misread, and is plain now.' },
  { value: 'update', label: 'Update', means: 'Something happened or was added since.' },
  { value: 'retraction', label: 'Retraction', means: 'The text, or a part of it, does not stand any more. It belongs at the top.' },
]

const places = [
  { value: 'foot', label: 'Below the text' },
  { value: 'top', label: 'Above the text' },
]

/** One note: what it is, where it stands, its words, and whom it thanks. */
export function NoteForm({ action, fields, credited, kind, note }: Props) {
  const [state, submit] = useFormAction(action)
  const kept = useKeptWords(state)
  const present = presentOf(state)
  return (
    <form className="form note-form" action={submit} {...kept} noValidate>
      <FormAnswer state={state} />
      {present && (
        <div>
          <p className="field-label">What stands now</p>
          <blockquote className="note-present">{present.body}</blockquote>
        </div>
      )}
      {Object.entries({ ...fields, ...(present && { version: String(present.version) }) }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Kinds chosen={state.values?.kind ?? kind ?? ''} error={state.fields?.kind} />
      <TextArea name="body" label="The note" required rows={4} defaultValue={note?.body} help="Markdown, as in an essay." state={state} />
      <Select name="place" label="Where it stands" options={places} defaultValue={note?.place ?? 'foot'} required state={state} />
      {credited && <Credit credited={credited} changing={note !== undefined} error={state.fields?.commentId} />}
      <div className="actions">
        <SubmitButton pending="One moment …">{note ? 'Change the note' : 'Publish the note'}</SubmitButton>
      </div>
    </form>
  )
}

function Kinds({ chosen, error }: { chosen: string; error: string | undefined }) {
  const id = useId()
  return (
    <fieldset className="choices" key={chosen} aria-describedby={error ? id : undefined}>
      <legend className="field-label">What it is</legend>
      {error && (
        <p className="field-error" id={id}>
          {error}
        </p>
      )}
      {kinds.map(({ value, label, means }) => (
        <label key={value} className="choice">
          <input type="radio" name="kind" value={value} required defaultChecked={chosen === value} />
          <span>{label}</span>
          <span className="choice-sentence">{means}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** The comment that led to it. Readers find their way from the note to it. */
function Credit({ credited, changing, error }: { credited: Credited; changing: boolean; error: string | undefined }) {
  return (
    <div className="field">
      <p className="field-label">With thanks to {credited.name}</p>
      <blockquote className="note-present">{credited.excerpt}</blockquote>
      <input type="hidden" name="commentId" value={credited.commentId} />
      {error && <p className="field-error">{error}</p>}
      {changing ? (
        <label className="choice">
          <input type="checkbox" name="uncredit" value="yes" />
          <span>Leave the thanks out</span>
        </label>
      ) : (
        <p className="field-help">The note leads to this comment as long as readers see it.</p>
      )}
    </div>
  )
}

/** What stands instead, after a conflict. */
function presentOf({ status, value }: FormState): { version: number; body: string } | null {
  if (status !== 'refused' || typeof value !== 'object' || value === null) return null
  if (!('version' in value) || !('body' in value) || typeof value.version !== 'number' || typeof value.body !== 'string') return null
  return { version: value.version, body: value.body }
}
