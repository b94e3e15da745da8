import { AnsweringForm } from './answering-form.tsx'
import type { FormAction } from './form-action.ts'

type Props = { action: FormAction; profile: { name: string; pronouns: string; biography: string; website: string } }

/** What others read about oneself. */
export function ProfileForm({ action, profile }: Props) {
  return (
    <AnsweringForm
      action={action}
      fields={[
        { kind: 'line', name: 'name', label: 'Name', required: true, autoComplete: 'name', defaultValue: profile.name },
        { kind: 'line', name: 'pronouns', label: 'Pronouns', defaultValue: profile.pronouns, help: 'For example: she/her. Stand beside your name.' },
        {
          kind: 'text', name: 'biography', label: 'About you', rows: 6, defaultValue: profile.biography,
          help: 'A few lines in Markdown, at most 2,000 characters. They stand on your page and below your essays.',
        },
        { kind: 'line', name: 'website', label: 'Website', type: 'url', autoComplete: 'url', defaultValue: profile.website },
      ]}
      button="Save"
      pending="Saving …"
    />
  )
}
