import { z } from 'zod'
import { command } from '#lib/command.ts'
import { askForProof } from '#lib/people/make-mail-link.ts'
import { findViewer } from '#lib/people/find-person.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Sends the link that proves an address once more. */
export const askForProofAgain = command({
  name: 'ask-for-proof-again',
  input: z.strictObject({}),
  least: 'reader',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, viewer, now }) {
    const person = await findViewer(tx, viewer)
    if (!person?.email) return refuse('conflict', 'This account has no e-mail address.')
    if (person.emailVerifiedAt) return refuse('conflict', 'Your address is verified already.')
    await askForProof(tx, { id: person.id, handle: person.handle, email: person.email }, now)
    return done({ email: person.email }, { type: 'person', id: person.id })
  },
})
