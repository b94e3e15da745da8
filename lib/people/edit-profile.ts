import { z } from 'zod'
import { command } from '#lib/command.ts'
import { biographyField } from '#lib/people/biography-field.ts'
import { findViewer } from '#lib/people/find-person.ts'
import { nameField, pronounsField, websiteField } from '#lib/people/person-fields.ts'
import { done, refuse } from '#lib/refusal.ts'

export const editProfileInput = z.strictObject({
  name: nameField,
  pronouns: pronounsField,
  biography: biographyField,
  website: websiteField,
})

/** Somebody changes what others read about them. */
export const editProfile = command({
  name: 'edit-profile',
  input: editProfileInput,
  least: 'reader',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, viewer, input: { name, pronouns, biography, website } }) {
    const person = await findViewer(tx, viewer)
    if (!person) return refuse('forbidden', 'Only a person has a profile.')
    await tx.person.updateMany({
      where: { id: person.id },
      data: { name, pronouns, biography: biography.source, biographyHtml: biography.html, website },
    })
    return done(null, { type: 'person', id: person.id })
  },
})
