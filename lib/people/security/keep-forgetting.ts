import { runCommand } from '#lib/command.ts'
import { keepDoing } from '#lib/keep-doing.ts'
import { forgetOldEvents } from '#lib/people/security/forget-old-events.ts'
import { operator } from '#lib/viewer.ts'

/** In milliseconds. A year more or less six hours. */
const forgetEvery = 6 * 3_600_000

/** A while after the start, so that a site that comes up has its first minutes for its readers. */
const firstAfter = 120_000

/** Takes away what the security log keeps no longer. @param at the moment at which it is done, in tests; else the database's @returns how much that was */
export async function forgetOld(at?: Date): Promise<number> {
  for (let count = 0; ; ) {
    const forgotten = await runCommand(forgetOldEvents, operator, {}, at)
    if (!forgotten.ok) return count
    count += forgotten.value.count
    if (!forgotten.value.more) return count
  }
}

/**
 * Does so from now on.
 * @param report is told that it failed, without any name
 * @returns a function that ends it
 */
export function keepForgetting(report: (trouble: string) => void): () => Promise<void> {
  return keepDoing(() => forgetOld(), { every: forgetEvery, firstAfter, report, trouble: (code) => `What is old in the security log could not be taken away (${code}); it is tried again in some hours.` })
}
