import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done, refuse } from '#lib/refusal.ts'

/**
 * Somebody does not want to read, or hear of, what somebody else writes; or wants to again. Known to nobody but them. Open to
 * suspended people.
 */
export const mute = command({
  name: 'mute',
  input: z.strictObject({ handle: z.string().min(1).max(40), muted: z.enum(['yes', 'no']) }),
  least: 'anonymous',
  load: async (tx, { handle }) =>
    (await tx.person.findUnique({ where: { handle }, select: { id: true } })) ?? refuse('not-found', 'There is nobody of this name.'),
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
