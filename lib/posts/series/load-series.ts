import type { Transaction } from '#lib/database.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { hasRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

export type LoadedSeries = { id: string; madeById: string | null; parts: { postId: string; position: number }[] }

const missing = () => refuse('not-found', 'There is no such series.')

/** A series with its parts in order, locked until the transaction ends, so that two people never give one place twice. */
export async function loadSeries(tx: Transaction, id: string): Promise<LoadedSeries | Refusal> {
  await tx.$queryRaw`SELECT FROM series WHERE id = ${id}::uuid FOR UPDATE`
  const series = await tx.series.findUnique({
    where: { id },
    select: { id: true, madeById: true, parts: { orderBy: [{ position: 'asc' }, { postId: 'asc' }], select: { postId: true, position: true } } },
  })
  return series ?? missing()
}

/** Whoever made a series changes it, and administrators. To everybody else it is as if it were not there. */
export function permitSeries(viewer: Viewer, { madeById }: Pick<LoadedSeries, 'madeById'>): Refusal | null {
  return (madeById !== null && madeById === viewer.id) || hasRole(viewer, 'administrator') ? null : missing()
}
