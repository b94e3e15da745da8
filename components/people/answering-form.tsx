'use client'

import type { ComponentProps } from 'react'
import type { ButtonLook } from '#components/ui/button.tsx'
import { Field, Select, TextArea } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import { FormAnswer } from './form-answer.tsx'

type Line = { kind: 'line' } & Omit<ComponentProps<typeof Field>, 'state'>
type Text = { kind: 'text' } & Omit<ComponentProps<typeof TextArea>, 'state'>
type Choice = { kind: 'choice' } & Omit<ComponentProps<typeof Select>, 'state'>

/** A field as a page names it. */
export type FormField = Line | Text | Choice

type Props = {
  action: FormAction
  fields?: FormField[]
  /** What goes along unseen. */
  hidden?: Record<string, string>
  /** For password managers, where the name is not among the fields. */
  username?: string
  button: string
  /** Stands unseen behind the words of the button. */
  of?: string
  /** What the button says while the form is on its way. */
  pending?: string
  look?: ButtonLook
  /** Where its answer is shown, for browsers that send it without JavaScript; no two forms with one action name the same place. */
  here?: string
}

/** A form about oneself or somebody: what it answered, its fields, its button. The only part of these pages that runs in a browser. */
export function AnsweringForm({ action, fields = [], hidden = {}, username, button, of, pending, look, here }: Props) {
  const [state, submit] = useFormAction(action, here)
  const kept = useKeptWords(state)
  return (
    <form className="form" action={submit} {...kept} noValidate>
      <FormAnswer state={state} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {username && <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />}
      {fields.map((field) => (
        <OneField key={field.name} field={field} state={state} />
      ))}
      <div className="actions">
        <SubmitButton look={look} pending={pending}>
          {button}
          {of && <span className="visually-hidden"> {of}</span>}
        </SubmitButton>
      </div>
    </form>
  )
}

/** One of the fields that a page names, with its own error and what had been written. */
export function OneField({ field, state }: { field: FormField; state: FormState }) {
  if (field.kind === 'text') return <TextArea {...withoutKind(field)} state={state} />
  if (field.kind === 'choice') return <Select {...withoutKind(field)} state={state} />
  return <Field {...withoutKind(field)} state={state} />
}

function withoutKind<Kinded extends FormField>({ kind: _, ...field }: Kinded): Omit<Kinded, 'kind'> {
  return field
}
