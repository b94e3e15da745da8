import { command } from '#lib/command.ts'
import { holdCardInput, mayNotJudge, readCard, sitDown } from '#lib/moderation/live/hold-card.ts'
import { readHolder } from '#lib/moderation/live/read-presence.ts'
import { done, refuse } from '#lib/refusal.ts'

/** A moderator goes on with a card that somebody else is reading. The others are told, and may take it back. */
export const takeOverCard = command({
  name: 'take-over-card',
  input: holdCardInput,
  least: 'moderator',
  async load(tx, { itemId }) {
    // Two who take over in the same moment do so one after the other; the second has the card.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('presence ' || ${itemId}, 0)) IS NULL AS locked`
    return readCard(tx, itemId)
  },
  permit: mayNotJudge,
  async perform({ tx, viewer, input, subject: { item }, now }) {
    if (!viewer.id) return refuse('signed-out', 'Cards are read by people with an account.')
    await tx.presence.updateMany({
      where: { reviewItemId: item.id, personId: { not: viewer.id }, yielded: false },
      data: { yielded: true },
    })
    await sitDown(tx, viewer.id, input, now)
    return done({ holder: await readHolder(tx, item.id, now) }, { type: 'review-item', id: item.id })
  },
})
