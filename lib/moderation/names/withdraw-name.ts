import { z } from 'zod'
import { command } from '#lib/command.ts'
import { takeBackName } from '#lib/moderation/names/take-back-name.ts'
import { inHand, isVerdictUntold } from '#lib/moderation/names/untold-name.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Somebody takes back the new name that waits, and goes on by the one that they have. Twice is once. */
export const withdrawName = command({
  name: 'withdraw-name',
  input: z.strictObject({}),
  least: 'reader',
  suspendedToo: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, viewer, now }) {
    if (!viewer.id) return refuse('signed-out', 'Please sign in first.')
    await takeTurn(tx, viewer.id)
    if (await isVerdictUntold(tx, viewer.id)) return inHand
    return done({ takenBack: await takeBackName(tx, viewer.id, now) }, { type: 'person', id: viewer.id })
  },
})
