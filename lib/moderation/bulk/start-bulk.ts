import { z } from 'zod'
import { command } from '#lib/command.ts'
import { mostInBulk, openBulk } from '#lib/moderation/bulk/open-bulk.ts'
import type { BulkChoice } from '#lib/moderation/bulk/open-bulk.ts'
import { waitingGroup } from '#lib/moderation/bulk/waiting-group.ts'
import { checkReason } from '#lib/moderation/decisions/carry-out-verdict.ts'
import { decideInput, latestVersion } from '#lib/moderation/decisions/decide.ts'
import { momentFromOutside } from '#lib/moment.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'

const { itemId, action, reasonCode, reasonNote } = decideInput.shape

/** A version that no item can have is answered for with its item, like any other that is not the present one. */
const seenVersion = z.coerce.number({ error: 'A decision names the version it is about.' }).positive().refine(Number.isInteger)
  .transform((version) => Math.min(version, latestVersion))

export const startBulkInput = z.strictObject({
  action,
  /** Items with the version of each that was seen. */
  items: z.array(z.strictObject({ itemId, version: seenVersion })).max(mostInBulk, { error: `At most ${mostInBulk.toLocaleString('en-GB')} at once.` }).default([]),
  /** Or all that waits in a group, as it stood at a moment: what came later was not seen. */
  group: waitingGroup.extend({ upTo: momentFromOutside }).nullable().default(null),
  reasonCode,
  reasonNote,
})

/**
 * A moderator decides about many items at once. This writes down which, and answers at once; the decisions follow one by one,
 * each with its own row in the log: see `continueBulk`.
 */
export const startBulk = command({
  name: 'start-bulk',
  input: startBulkInput,
  least: 'moderator',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, viewer, input, now }) {
    if (!viewer.id) return refuse('signed-out', 'Decisions are made by people with an account.')
    // Asked for here: without it every single decision would be refused.
    const problem = checkReason(input, { field: 'reasonCode', whoKnows: 'writers know' })
    if (problem) return problem
    const { group, items, ...asked } = input
    if (group && items.length > 0) return refuse('invalid', 'Either single texts or all of a group, not both.')
    const opened = await openBulk(tx, { ...asked, byId: viewer.id, of: choiceOf(input) }, now)
    if (!opened) return group ? refuse('not-found', 'Nothing of this group waits any more.') : refuseField('items', 'Please choose at least one text.')
    return done(opened, { type: 'bulk', id: opened.bulkId })
  },
})

type Input = z.output<typeof startBulkInput>

/** An item that is named twice is decided once, on the version that was named first. */
function choiceOf({ group, items }: Input): BulkChoice {
  if (group) return { group: { by: group.by, is: group.is }, upTo: new Date(group.upTo) }
  return { items: items.filter(({ itemId }, place) => items.findIndex((each) => each.itemId === itemId) === place) }
}
