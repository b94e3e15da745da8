import { z } from 'zod'
import { command } from '#lib/command.ts'
import { tabName } from '#lib/moderation/live/hold-card.ts'
import { done, refuse } from '#lib/refusal.ts'

export const leaveCardInput = z.strictObject({ tab: tabName })

/** A tab of the desk is closed, or left alone: its card is free at once. */
export const leaveCard = command({
  name: 'leave-card',
  input: leaveCardInput,
  least: 'moderator',
  unrecorded: true,
  load: async () => null,
  permit: () => null,
  async perform({ tx, viewer, input }) {
    if (!viewer.id) return refuse('signed-out', 'Cards are read by people with an account.')
    await tx.presence.deleteMany({ where: { personId: viewer.id, tab: input.tab } })
    return done({ holder: null })
  },
})
