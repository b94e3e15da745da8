import { z } from 'zod'
import { command } from '#lib/command.ts'
import { findStandingVerdict } from '#lib/comments/standing-verdict.ts'
import type { Transaction } from '#lib/database.ts'
import { loadDoubted, openCase } from '#lib/moderation/cases/open-case.ts'
import { appealableOf } from '#lib/moderation/cases/appealable-verdict.ts'
import { done, refuse } from '#lib/refusal.ts'
import { plainWords } from '#lib/rendering/plain-words.ts'

const input = z.strictObject({
  decisionId: z.uuid(),
  body: plainWords(4_000).refine((text) => text !== '', { error: 'Please say why it should be looked at again.' }),
})

const notYours = 'There is no such decision about a text of yours.'

/**
 * The writer of a text that was rejected or taken down asks for another look: once a decision, read by somebody who has no part in
 * it. The decision stands until then.
 */
export const appealDecision = command({
  name: 'appeal-decision',
  input,
  least: 'reader',
  suspendedToo: true,
  load: loadAppealed,
  permit: (viewer, { comment }) => (comment.authorId === viewer.id ? null : refuse('not-found', notYours)),
  async perform({ tx, viewer, input, subject: { decision, comment, standing }, now }) {
    const openedById = viewer.id
    if (!openedById) return refuse('signed-out', 'Please sign in first.')
    const present = { present: { state: comment.state, caseId: decision.readAgain[0]?.id ?? null } }
    if (decision.readAgain.length > 0) return refuse('conflict', 'You have asked for another look at this decision already; that can be done once.', present)
    if (standing !== decision.id) return refuse('conflict', 'This decision does not stand any more, so there is nothing to look at again.', present)
    const itemId = await openCase(tx, { decision, comment }, { kind: 'appeal', openedById, body: input.body, now })
    return done({ itemId }, { type: 'comment', id: comment.id })
  },
})

async function loadAppealed(tx: Transaction, { decisionId }: z.output<typeof input>) {
  const doubted = await loadDoubted(tx, decisionId, 'appeal')
  if (!doubted) return refuse('not-found', notYours)
  return { ...doubted, standing: appealableOf(await findStandingVerdict(tx, doubted.comment.id)) }
}
