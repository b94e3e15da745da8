import type { Transaction } from '#lib/database.ts'
import { refuse } from '#lib/refusal.ts'

/** A bulk, locked until the transaction ends, so that stopping it, going on and taking it back follow each other. */
export async function lockBulk(tx: Transaction, bulkId: string) {
  await tx.$queryRaw`SELECT id FROM bulk WHERE id = ${bulkId}::uuid FOR UPDATE`
  const bulk = await tx.bulk.findUnique({
    where: { id: bulkId },
    select: { id: true, byId: true, action: true, title: true, finishedAt: true, stoppedAt: true, leasedUntil: true, undoneBy: { select: { id: true } } },
  })
  return bulk ?? refuse('not-found', 'There is no such bulk.')
}
