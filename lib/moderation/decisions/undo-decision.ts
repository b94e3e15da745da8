import { z } from 'zod'
import { Prisma } from '#database'
import { ask, askTogether, insideQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { canBeUndone, permitUndo, snapshot } from '#lib/moderation/decisions/can-be-undone.ts'
import type { undoShape } from '#lib/moderation/decisions/can-be-undone.ts'
import { itemRows } from '#lib/moderation/decisions/item-rows.ts'
import type { ItemRow } from '#lib/moderation/decisions/item-rows.ts'
import { shapeSubject } from '#lib/moderation/decisions/load-subject.ts'
import type { Matter } from '#lib/moderation/kinds/kind.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { lockItem } from '#lib/moderation/matters/lock-item.ts'
import { judgedIn } from '#lib/moderation/matters/matter-shape.ts'
import { matterModule } from '#lib/moderation/matters/registry.ts'
import { tellOfUndo } from '#lib/moderation/notices/tell-people.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

const undoInput = z.strictObject({ decisionId: z.uuid() })

/**
 * Takes a decision back: what it was about, its item and what was settled along the way are exactly what they were before. It is a decision
 * itself, in the same log. Only the newest that stands can be taken back, and only while nothing happened after it.
 */
export const undoDecision = command({
  name: 'undo-decision',
  input: undoInput,
  least: 'moderator',
  load: loadDecision,
  permit: (viewer, { decision, item, matter }) => permitUndo(viewer, decision, item, matter),
  async perform({ tx, viewer, subject: { decision, item, matter }, now }) {
    const moderatorId = viewer.id
    if (!moderatorId) return refuse('signed-out', 'Decisions are made by people with an account.')
    if (decision.undoneBy) return notUndone('This decision was taken back already.', item, matter)
    if (!canBeUndone(decision, item, matter)) {
      return notUndone('Something happened after this decision, so it cannot be taken back by itself.', item, matter)
    }
    const module = matterModule(matter)
    const before = snapshot.parse(decision.before)
    if (before.item.state === 'waiting' && (await anotherWaits(tx, item, matter))) {
      return notUndone('New reports, a newer text or a newer name came after this decision; they wait as an item of their own.', item, matter)
    }
    const version = item.version + 1
    const guarded = await tx.reviewItem.updateMany({ where: { id: item.id, version: item.version }, data: { ...before.item, version } })
    if (guarded.count !== 1) return notUndone('Somebody else was at it in this very moment.', item, matter)
    const refused = await module.restore(tx, matter, before.comment, { byId: moderatorId, now })
    if (refused) return refused
    await reopen(tx, before.others)
    await closeReadings(tx, decision.id, now)
    if (await leavesSomethingBehind(tx, matter)) {
      return notUndone('Something that waits came after this decision, such as a report. Please decide that first; the text can be taken down as well.', item, matter)
    }
    const undo = await tx.decision.create({
      data: {
        reviewItemId: item.id, itemVersion: item.version, commentRevisionId: decision.commentRevisionId, action: 'undo',
        fromState: matter.state, toState: before.comment.state, byId: moderatorId, at: now, undoesId: decision.id,
      },
      select: { id: true },
    })
    await tellOfUndo(tx, decision.id, { id: undo.id, byId: moderatorId, at: now })
    // It may have been hidden before anybody had heard of it.
    if (matter.state !== 'published') await module.announce(tx, matter, { ...matter, ...before.comment, currentRevisionId: matter.currentRevisionId }, now)
    return done({ itemId: item.id, version, state: before.comment.state, waits: before.item.state === 'waiting' }, { type: matter.type, id: matter.id })
  },
})

async function loadDecision(tx: Transaction, { decisionId }: z.output<typeof undoInput>) {
  const itemId = await lockItem(tx, Prisma.sql`i.id = (SELECT d.review_item_id FROM decision d WHERE d.id = ${decisionId}::uuid)`)
  if (!itemId) return notThere
  const { decision, items: [item] } = await askTogether({ decision: decisionBy(decisionId), items: itemRows(Prisma.sql`i.id = ${itemId}::uuid`) }, tx)
  const matter = item && judgedIn(item)
  return decision && matter ? { decision, item, matter } : notThere
}

const notThere = refuse('not-found', 'There is no such decision.')

type Decision = Prisma.DecisionGetPayload<{ select: (typeof undoShape)['decision'] }> & { commentRevisionId: string | null }

function decisionBy(id: string): Question<Decision | null> {
  return insideQuestion(Prisma.sql`
    SELECT d.id, d.seq, d.action, d.to_state::text AS "toState", d.before, d.by_id AS "byId", d.comment_revision_id AS "commentRevisionId",
      (SELECT json_build_object('id', undo.id) FROM decision undo WHERE undo.undoes_id = d.id) AS "undoneBy"
    FROM decision d WHERE d.id = ${id}::uuid`,
  ([decision]: (Omit<Decision, 'seq'> & { seq: number })[]) => (decision ? { ...decision, seq: BigInt(decision.seq) } : null))
}

/** Only one item with reports, and one with an edit, waits about a comment at a time, and one name of a person. */
async function anotherWaits(tx: Transaction, { id, kind, personId }: ItemRow, matter: Matter): Promise<boolean> {
  const rivals = matterModule(matter).rivals({ kind, personId }, matter)
  const other = rivals && (await tx.reviewItem.findFirst({ where: { ...rivals, kind, state: 'waiting', id: { not: id } }, select: { id: true } }))
  return other !== null
}

/** Items that the decision had settled along the way are as they were. */
async function reopen(tx: Transaction, others: z.output<typeof snapshot>['others']): Promise<void> {
  for (const { id, state, decidedAt } of others) {
    await tx.reviewItem.updateMany({ where: { id, state: 'closed' }, data: { state, decidedAt, version: { increment: 1 } } })
  }
}

/** Nobody needs to read a decision again that is taken back. */
async function closeReadings(tx: Transaction, decisionId: string, now: Date): Promise<void> {
  await tx.reviewItem.updateMany({ where: { decisionId, state: 'waiting' }, data: { state: 'closed', decidedAt: now, version: { increment: 1 } } })
}

/** A report of what is public means nothing once it is not; taking it away with the decision would leave its reader without an answer. */
async function leavesSomethingBehind(tx: Transaction, matter: Matter): Promise<boolean> {
  const beside = matterModule(matter).beside(matter)
  const waiting = beside ? await ask(itemRows(Prisma.sql`${beside} AND i.state = 'waiting'`), tx) : []
  return waiting.some((row) => {
    const subject = shapeSubject(row)
    return subject !== null && !kindModule(row.kind).matters(subject)
  })
}

function notUndone(message: string, item: { id: string; version: number }, { state }: { state: string }): Refusal {
  return refuse('conflict', message, { present: { itemId: item.id, version: item.version, state } })
}
