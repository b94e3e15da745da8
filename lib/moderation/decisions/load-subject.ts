import { Prisma } from '#database'
import { ask } from '#lib/ask.ts'
import type { Transaction } from '#lib/database.ts'
import { itemRows } from '#lib/moderation/decisions/item-rows.ts'
import type { Subject } from '#lib/moderation/kinds/kind.ts'
import { lockItem } from '#lib/moderation/matters/lock-item.ts'
import { matterIn, textIn, textsShape } from '#lib/moderation/matters/matter-shape.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** Reads an item and what it is about, after locking that: the thread of a comment, the turn of the person whose name it is. */
export async function loadSubject(tx: Transaction, itemId: string): Promise<Subject | Refusal> {
  if (!(await lockItem(tx, Prisma.sql`i.id = ${itemId}::uuid`))) return notThere
  const [row] = await ask(itemRows(Prisma.sql`i.id = ${itemId}::uuid`), tx)
  return (row && shapeSubject(row)) ?? notThere
}

const notThere = refuse('not-found', 'There is no such item in the queue.')

/** What to select of an item for {@link shapeSubject}. */
export const subjectShape = {
  id: true, kind: true, state: true, version: true, decidedAt: true, openedById: true,
  ...textsShape,
  decision: { select: { id: true, action: true, toState: true, byId: true } },
  decisions: {
    orderBy: { seq: 'desc' },
    take: 1,
    select: { id: true, action: true, itemVersion: true, reasonCode: true, reasonNote: true, passage: true, at: true, by: { select: { name: true, handle: true } } },
  },
} satisfies Prisma.ReviewItemSelect

/** A row as the kinds see it; null when what it was about is gone. */
export function shapeSubject(row: Prisma.ReviewItemGetPayload<{ select: typeof subjectShape }>): Subject | null {
  const { id, kind, state, version, decidedAt, openedById, decision: about, decisions } = row
  const [matter, text] = [matterIn(row), textIn(row)]
  return matter && text && { item: { id, kind, state, version, decidedAt, openedById, newest: decisions[0] ?? null }, matter, text, about }
}
