import { reader } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** Rows read at once. */
export const rowsAPiece = 200

/** Rows in the order of their ids, some at a time, so that a long list needs no more memory than a short one. */
export async function* inPieces<Row extends { id: string }>(read: (after: string) => Promise<Row[]>): AsyncIterable<Row> {
  for (let after = ''; ; ) {
    const rows = await read(after)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < rowsAPiece) return
    after = last.id
  }
}

/** The id that comes after all ids read so far, as a filter; nothing at the beginning. */
export function past(after: string) {
  return after ? { id: { gt: after } } : {}
}

/** What somebody did here, as the audit log has it, or what they were told. Notices that are not due yet do not exist for them. */
export async function* readAllOf({ id: personId }: SignedIn, which: 'acts' | 'notices', now: Date): AsyncIterable<object> {
  const order = { orderBy: { id: 'asc' }, take: rowsAPiece } as const
  if (which === 'acts') {
    for await (const { id: _, ...act } of inPieces((after) => reader().auditEvent.findMany({ where: { personId, ...past(after) }, ...order, select: { id: true, at: true, command: true } }))) yield act
    return
  }
  const select = { id: true, kind: true, commentId: true, postId: true, at: true, dueAt: true, readAt: true, mailedAt: true } as const
  const where = { personId, dueAt: { lte: now }, cancelledAt: null }
  for await (const { id: _, ...notice } of inPieces((after) => reader().notice.findMany({ where: { ...where, ...past(after) }, ...order, select }))) yield notice
}
