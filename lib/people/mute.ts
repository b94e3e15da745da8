import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'

/**
 * Somebody does not want to read, or hear of, what somebody else writes; or wants to again. Known to nobody but them. Open to
 * suspended people.
 */
export const mute = command({
  name: 'mute',
  input: z.strictObject({ handle: z.string().min(1).max(40), muted: z.enum(['yes', 'no']) }),
  least: 'anonymous',
  load: async (tx, { handle, muted }) => (await findMutable(tx, handle, muted)) ?? refuse('not-found', 'There is nobody of this name.'),
  permit: (viewer, person) => {
    if (!viewer.id) return refuse('signed-out', 'Please sign in first.')
    return viewer.id === person.id ? refuse('invalid', 'Nobody can mute themselves.') : null
  },
  async perform({ tx, viewer, input, subject: { id: mutedId }, now }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    if (input.muted === 'no') await tx.mute.deleteMany({ where: { personId, mutedId } })
    else await tx.mute.createMany({ data: { personId, mutedId, at: now }, skipDuplicates: true })
    return done(null, { type: 'person', id: personId })
  },
})

/**
 * Only who can be read can be muted, or it would tell who is here. Whoever is muted can be heard again, whatever became of them; of all
 * others that is answered in the same way, here or not.
 */
async function findMutable(tx: Transaction, handle: string, muted: 'yes' | 'no'): Promise<{ id: string } | null> {
  const person = await tx.person.findUnique({ where: { handle }, select: { id: true } })
  if (muted === 'no') return person ?? nobody
  return person && tx.publishedPerson.findUnique({ where: { id: person.id }, select: { id: true } })
}

const nobody = { id: '00000000-0000-0000-0000-000000000000' }
