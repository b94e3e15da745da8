import { AnsweringForm } from './answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Profile = { role: string; name: string; pronouns: string; biography: string; website: string }
type Props = {
  action: FormAction
  profile: Profile
  /** The new name that waits for a moderator, if there is one. */
  asked: string | null
}

/** Nobody reads these before they are shown, so they wait for a role that somebody gave. */
const later = 'Others see this once you write or moderate here.'

/** Before anything of theirs is public nobody sees their name, so this is so for all readers. */
const read = 'A moderator reads a new name before others see it.'

/** What others read about oneself. */
export function ProfileForm({ action, profile, asked }: Props) {
  return (
    <AnsweringForm
      action={action}
      fields={[
        { kind: 'line', name: 'name', label: 'Name', required: true, autoComplete: 'name', defaultValue: asked ?? profile.name, help: profile.role === 'reader' ? read : '' },
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
