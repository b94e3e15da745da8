'use client'

import { useActionState } from 'react'
import { Field, TextArea } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from './form-action.ts'
import { FormAnswer } from './form-answer.tsx'

type Props = { action: FormAction; profile: { name: string; pronouns: string; biography: string; website: string } }

/** What others read about oneself. */
export function ProfileForm({ action, profile }: Props) {
  const [state, submit] = useActionState(action, fresh)
  return (
    <form className="form" action={submit} noValidate>
      <FormAnswer state={state} />
      <Field name="name" label="Name" state={state} required autoComplete="name" defaultValue={profile.name} />
      <Field name="pronouns" label="Pronouns" state={state} defaultValue={profile.pronouns} help="For example: she/her. Stand beside your name." />
      <TextArea
        name="biography" label="About you" state={state} rows={6} defaultValue={profile.biography}
        help="A few lines in Markdown, at most 2,000 characters. They stand on your page and below your essays."
      />
      <Field name="website" label="Website" type="url" state={state} autoComplete="url" defaultValue={profile.website} />
      <div className="actions">
        <SubmitButton pending="Saving …">Save</SubmitButton>
      </div>
    </form>
  )
}
