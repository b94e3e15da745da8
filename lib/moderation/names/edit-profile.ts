import { z } from 'zod'
import { command } from '#lib/command.ts'
import { chooseName } from '#lib/moderation/names/choose-name.ts'
import { biographyField } from '#lib/people/biography-field.ts'
import { findViewer } from '#lib/people/find-person.ts'
import { nameField, pronounsField, websiteField } from '#lib/people/person-fields.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { done, refuse } from '#lib/refusal.ts'

export const editProfileInput = z.strictObject({
  name: nameField,
  pronouns: pronounsField,
  biography: biographyField,
  website: websiteField,
})

/** Somebody changes what others read about them. A new name may wait for a moderator; all else is saved. */
export const editProfile = command({
  name: 'edit-profile',
  input: editProfileInput,
  least: 'reader',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, viewer, input: { name, pronouns, biography, website }, now }) {
    if (!viewer.id) return refuse('forbidden', 'Only a person has a profile.')
    await takeTurn(tx, viewer.id)
    const person = await findViewer(tx, viewer)
    if (!person) return refuse('forbidden', 'Only a person has a profile.')
    const chosen = await chooseName(tx, person, name, now)
    if (!chosen.ok) return chosen
    await tx.person.updateMany({ where: { id: person.id }, data: { pronouns, biography: biography.source, biographyHtml: biography.html, website } })
    return done({ name: chosen.value }, { type: 'person', id: person.id })
  },
})
