import { Prisma } from '#database'
import { orderOf } from '#lib/comments/thread-part.ts'
import type { ThreadOrder } from '#lib/comments/thread-part.ts'
import { reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'
import { z } from 'zod'

/** Where a text stood that its writer has taken back: before which of the comments of a page, or after all of them. */
export type TakenBack = { id: string; before: string | null }

/** Whether the viewer wrote a text and took it back. */
export async function hasTakenBack(viewer: Viewer, commentId: string): Promise<boolean> {
  return (await readTakenBack(viewer, commentId, { ids: [], order: 'thread' })) !== null
}

/**
 * Where a text stood that the viewer has taken back. Its own place, where one is kept for the replies to it, counts as the next one.
 * @param commentId from an address, so anything
 * @param shown the comments of a page, and their order
 * @returns null for whatever the viewer did not write, or did not take back
 */
export async function readTakenBack(viewer: Viewer, commentId: string, shown: { ids: string[]; order: ThreadOrder }): Promise<TakenBack | null> {
  if (!viewer.id || !z.uuid().safeParse(commentId).success) return null
  const gone = await reader().comment.findFirst({ where: { id: commentId, authorId: viewer.id, state: 'withdrawn' }, select: { id: true } })
  return gone && { id: gone.id, before: await readNext(gone.id, shown) }
}

async function readNext(id: string, { ids, order }: { ids: string[]; order: ThreadOrder }): Promise<string | null> {
  if (ids.length === 0) return null
  const rows = await reader().$queryRaw<{ id: string }[]>`
    SELECT c.id FROM comment gone JOIN comment c ON c.post_id = gone.post_id
    WHERE gone.id = ${id}::uuid AND c.id = ANY(${ids}::uuid[]) AND ${follows[order]} ${orderOf({ order })} LIMIT 1`
  return rows[0]?.id ?? null
}

const follows: Record<ThreadOrder, Prisma.Sql> = {
  thread: Prisma.sql`c.path >= gone.path`,
  newest: Prisma.sql`c.submitted_at <= gone.submitted_at`,
  oldest: Prisma.sql`c.submitted_at >= gone.submitted_at`,
}
