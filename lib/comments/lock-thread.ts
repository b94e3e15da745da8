import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'

/**
 * Locks the thread that a comment stands in, before anything of it. Whoever changes states takes this lock first, so changes of
 * one thread happen one after the other and never wait for each other in a circle.
 */
export async function lockThreadOf(tx: Transaction, commentId: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    SELECT post_id FROM thread WHERE post_id = (SELECT post_id FROM comment WHERE id = ${commentId}::uuid) FOR NO KEY UPDATE`)
}
