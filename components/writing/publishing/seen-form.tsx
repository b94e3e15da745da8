'use client'

import type { ComponentProps } from 'react'
import type { FormField } from '#components/people/answering-form.tsx'
import { FormAnswer } from '#components/people/form-answer.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import type { ButtonLook } from '#components/ui/button.tsx'
import { sayMinute } from '#components/ui/moment.tsx'
import { OneOf } from '#components/ui/one-of.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import type { ChangedDraft } from '#lib/posts/publishing/refuse-changed.ts'
import { comparePath, writingPath } from '#lib/posts/writing/writing-paths.ts'

type SeenField =
  | Exclude<FormField, { kind: 'text' }>
  | ({ kind: 'few' } & Omit<ComponentProps<typeof OneOf>, 'state'>)
  | ({ kind: 'rare'; /** What unfolds a line that few need. */ unfolds: string } & Omit<ComponentProps<typeof Field>, 'state'>)

type Props = {
  action: FormAction
  postId: string
  /** The draft that stood on the page when it was made. */
  seen: { draftVersion: number; draftRevisionId: string | null }
  fields?: SeenField[]
  button: string
  pending?: string
  look?: ButtonLook
  /** Where its answer is shown, see answering-form.tsx. */
  here?: string
}

/**
 * A form about the draft as its author looked at it. Was it changed in the meantime, the form shows what is different, and the next press is
 * about the text that stands then.
 */
export function SeenForm({ action, postId, seen, fields = [], button, pending, look, here }: Props) {
  const [state, submit] = useFormAction(action, here)
  const kept = useKeptWords(state)
  const changed = changedOf(state)
  const { draftVersion, draftRevisionId } = changed ?? seen
  return (
    <form className="form" action={submit} {...kept} noValidate>
      <FormAnswer state={state} />
      {changed && <Changed postId={postId} seenId={state.values?.draftRevision ?? ''} changed={changed} />}
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="draftVersion" value={draftVersion} />
      <input type="hidden" name="draftRevision" value={draftRevisionId ?? ''} />
      {fields.map((field) => (
        <Part key={field.name} field={field} state={state} />
      ))}
      <div className="actions">
        <SubmitButton look={look} pending={pending}>
          {button}
        </SubmitButton>
      </div>
    </form>
  )
}

function Part({ field, state }: { field: SeenField; state: FormState }) {
  if (field.kind === 'few') {
    const { kind: _, ...few } = field
    return <OneOf {...few} state={state} />
  }
  if (field.kind === 'rare') {
    const { kind: _, unfolds, ...line } = field
    return (
      <details className="publishing-folded" open={Boolean(state.fields?.[line.name] ?? state.values?.[line.name])}>
        <summary>{unfolds}</summary>
        <Field {...line} state={state} />
      </details>
    )
  }
  if (field.kind === 'choice') {
    const { kind: _, ...choice } = field
    return <Select {...choice} state={state} />
  }
  const { kind: _, ...line } = field
  return <Field {...line} state={state} />
}

/** What stands there now: by whom and when, and what is different where both texts are kept. */
function Changed({ postId, seenId, changed: { savedAt, by, words, changes, draftRevisionId } }: { postId: string; seenId: string; changed: ChangedDraft }) {
  const kept = seenId !== '' && seenId !== draftRevisionId
  return (
    <div className="publishing-changed">
      <p className="field-help">
        Saved{by && ` by ${by}`} on {sayMinute(new Date(savedAt))}, {words === 1 ? '1 word' : `${words.toLocaleString('en-GB')} words`}. <a href={`${writingPath(postId)}/preview`}>Look at it as readers will</a>
        {kept && (
          <>
            , or <a href={comparePath(postId, seenId, draftRevisionId)}>compare the two texts</a>
          </>
        )}
        .
      </p>
      {changes?.some(({ kind }) => kind !== 'same') && <TextChanges parts={changes} />}
    </div>
  )
}

/** The draft that stands instead of the one that was looked at; null where that is not what was answered. */
function changedOf({ status, value }: FormState): ChangedDraft | null {
  return status === 'refused' && typeof value === 'object' && value !== null && 'draftRevisionId' in value ? (value as ChangedDraft) : null
}
