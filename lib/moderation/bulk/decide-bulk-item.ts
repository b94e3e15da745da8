import { z } from 'zod'
import { carryOutWithin, command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { isSuspended } from '#lib/people/in-force.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer, ViewerRole } from '#lib/viewer.ts'

/**
 * Decides about one item of a bulk by the very commands that decide about a single one, and settles it in the same transaction:
 * a process may die at any moment, and nothing is decided twice or counted wrongly. What those commands refuse is refused here.
 */
export const decideBulkItem = command({
  name: 'decide-bulk-item',
  input: z.strictObject({ bulkId: z.uuid(), position: z.number().int() }),
  least: 'moderator',
  load: loadBulkItem,
  permit(viewer, { bulk, role, suspended }) {
    if (viewer.id !== bulk.byId) return refuse('forbidden', 'A bulk is decided in the name of who asked for it.')
    const lost = permitRole({ ...viewer, role, suspended }, 'moderator')
    return lost && { ...lost, present: { lostRole: true } }
  },
  async perform({ tx, viewer, input: { bulkId, position }, subject, now }) {
    const made = subject.undoes ? await takeBack(tx, viewer, subject.undoes, now) : await decideOne(tx, viewer, subject, now)
    if (!made.ok) return made
    const settled = await tx.bulkItem.updateMany({
      where: { bulkId, position, state: 'pending' }, data: { state: 'done', decisionId: made.value.decisionId },
    })
    return settled.count === 1 ? made : alreadySettled
  },
})

const alreadySettled = refuse('conflict', 'This item of the bulk is settled already.')

type Subject = {
  bulk: { byId: string; action: string; reasonCode: string; reasonNote: string }
  itemId: string
  version: number
  /** Of who asked for it, now: a bulk goes on while no request of theirs is running. */
  role: ViewerRole
  suspended: boolean
  /** For a bulk of undos: what the other bulk decided about this item. */
  undoes: string | null
}

type Row = Subject['bulk'] & { state: string; over: boolean; itemId: string | null; version: number; role: ViewerRole; suspended: boolean; undoes: string | null }

/** Nothing is locked before the thread, which `decide` and `undoDecision` lock first. */
async function loadBulkItem(tx: Transaction, { bulkId, position }: { bulkId: string; position: number }): Promise<Subject | Refusal> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT i.state::text AS state, i.review_item_id AS "itemId", i.version, b.by_id AS "byId", b.action,
      b.reason_code AS "reasonCode", b.reason_note AS "reasonNote", b.stopped_at IS NOT NULL OR b.finished_at IS NOT NULL AS over,
      p.role::text AS role, ${isSuspended} AS suspended,
      (SELECT decided.decision_id FROM bulk_item decided WHERE decided.bulk_id = b.undoes_id AND decided.review_item_id = i.review_item_id) AS undoes
    FROM bulk_item i JOIN bulk b ON b.id = i.bulk_id JOIN person p ON p.id = b.by_id
    WHERE i.bulk_id = ${bulkId}::uuid AND i.position = ${position}::integer`
  if (!row?.itemId) return refuse('not-found', 'There is no such item in this bulk.')
  const { state, over, itemId, version, role, suspended, undoes, ...bulk } = row
  if (state !== 'pending') return alreadySettled
  if (over) return refuse('conflict', 'This bulk was broken off.', { present: { stopped: true } })
  return { bulk, itemId, version, role, suspended, undoes }
}

/** Somebody's equal decision is theirs: it is not this bulk's, and not taken back with it. */
async function decideOne(tx: Transaction, viewer: Viewer, { bulk, itemId, version }: Subject, now: Date): Promise<Outcome<{ decisionId: string }>> {
  const { action, reasonCode, reasonNote } = bulk
  const made = await carryOutWithin(tx, decide, viewer, { itemId, version, action, reasonCode, reasonNote }, now)
  if (!made.ok || !made.value.repeated) return made
  const { by } = await tx.decision.findUniqueOrThrow({ where: { id: made.value.decisionId }, select: { by: { select: { name: true } } } })
  return refuse('conflict', 'The same was decided already.', { present: { state: made.value.state, action, by: by?.name ?? null } })
}

async function takeBack(tx: Transaction, viewer: Viewer, decisionId: string, now: Date): Promise<Outcome<{ decisionId: string }>> {
  const made = await carryOutWithin(tx, undoDecision, viewer, { decisionId }, now)
  if (!made.ok) return made
  const undo = await tx.decision.findUniqueOrThrow({ where: { undoesId: decisionId }, select: { id: true } })
  return { ...made, value: { decisionId: undo.id } }
}
