import { runCommand } from '#lib/command.ts'
import { keepDoing } from '#lib/keep-doing.ts'
import { emptyDeletedDrafts } from '#lib/posts/writing/deleted/empty-deleted-drafts.ts'
import { operator } from '#lib/viewer.ts'

/** In milliseconds. Thirty days more or less an hour. */
const emptyEvery = 60 * 60_000

/** A while after the start, so that a site that comes up has its first minute for its readers. */
const firstAfter = 60_000

/** Empties every draft that was deleted long enough ago; see {@link emptyDeletedDrafts}. @param at the moment at which it is done, in tests; else the database's @returns how many there were */
export async function emptyDeleted(at?: Date): Promise<number> {
  for (let count = 0; ; ) {
    const emptied = await runCommand(emptyDeletedDrafts, operator, {}, at)
    if (!emptied.ok || !emptied.value.found) return count
    if (emptied.value.begun) count++
  }
}

/**
 * Does so from now on.
 * @param report is told that it failed, without any name
 * @returns a function that ends it
 */
export function keepEmptying(report: (trouble: string) => void): () => Promise<void> {
  return keepDoing(() => emptyDeleted(), { every: emptyEvery, firstAfter, report, trouble: (code) => `Deleted drafts could not be emptied (${code}); it is tried again in an hour.` })
}
