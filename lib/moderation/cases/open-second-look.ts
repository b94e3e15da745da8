import { z } from 'zod'
import { command } from '#lib/command.ts'
import { loadDoubted, openCase } from '#lib/moderation/cases/open-case.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { done, refuse } from '#lib/refusal.ts'
import { plainWords } from '#lib/rendering/plain-words.ts'

const input = z.strictObject({
  decisionId: z.uuid(),
  note: plainWords(2_000).refine((text) => text !== '', { error: 'Please say what the next person should look at.' }),
})

/**
 * A moderator has a decision read again, most often one that came before an opposite one of their own: once a decision, by somebody
 * who neither made it nor asked.
 */
export const openSecondLook = command({
  name: 'open-second-look',
  input,
  least: 'moderator',
  load: async (tx, { decisionId }) => (await loadDoubted(tx, decisionId, 'second_look')) ?? refuse('not-found', 'There is no such decision.'),
  permit: () => null,
  async perform({ tx, viewer, input, subject: { decision, comment }, now }) {
    const openedById = viewer.id
    if (!openedById) return refuse('signed-out', 'Decisions are looked at by people with an account.')
    const [opened] = decision.readAgain
    if (opened) return refuse('conflict', 'A second look at this decision was asked for already.', { present: { itemId: opened.id } })
    if (decision.undoneBy || !kindModule('second_look').matters({ matter: { type: 'comment', ...comment }, about: decision })) {
      return refuse('conflict', 'This decision does not stand any more, or cannot be turned round, so there is nothing to look at again.', { present: { state: comment.state } })
    }
    const itemId = await openCase(tx, { decision, comment }, { kind: 'second_look', openedById, body: input.note, now })
    return done({ itemId }, { type: 'comment', id: comment.id })
  },
})
