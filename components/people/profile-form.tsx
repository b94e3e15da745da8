import { AnsweringForm } from './answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Profile = { role: string; name: string; pronouns: string; biography: string; website: string }
type Props = { action: FormAction; profile: Profile }

/** Nobody reads these before they are shown, so they wait for a role that somebody gave. */
const later = 'Others see this once you write or moderate here.'

/** What others read about oneself. */
export function ProfileForm({ action, profile }: Props) {
  return (
    <AnsweringForm
      action={action}
      fields={[
        { kind: 'line', name: 'name', label: 'Name', required: true, autoComplete: 'name', defaultValue: profile.name },
        { kind: 'line', name: 'pronouns', label: 'Pronouns', defaultValue: profile.pronouns, help: `For example: she/her. ${profile.role === 'reader' ? later : 'They stand beside your name.'}` },
        {
          kind: 'text', name: 'biography', label: 'About you', rows: 6, defaultValue: profile.biography,
          help: `A few lines in Markdown, at most 2,000 characters. ${profile.role === 'reader' ? later : 'They stand on your page and below your essays.'}`,
        },
        { kind: 'line', name: 'website', label: 'Website', type: 'url', autoComplete: 'url', defaultValue: profile.website, help: profile.role === 'reader' ? later : '' },
      ]}
      button="Save"
      pending="Saving …"
    />
  )
}
