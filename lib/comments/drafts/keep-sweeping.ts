import { runCommand } from '#lib/command.ts'
import { sweepDrafts } from '#lib/comments/drafts/sweep-drafts.ts'
import { keepDoing } from '#lib/keep-doing.ts'
import { operator } from '#lib/viewer.ts'

/** In milliseconds. A text at the door is gone some minutes after its hour, whether anybody comes or not. */
const sweepEvery = 10 * 60_000

/**
 * Takes old drafts away from now on; see {@link sweepDrafts}.
 * @param report is told the code of a failure
 * @returns a function that ends it
 */
export function keepSweeping(report: (trouble: string) => void): () => Promise<void> {
  return keepDoing(() => runCommand(sweepDrafts, operator, {}), { every: sweepEvery, firstAfter: 0, report, trouble: (code) => `Old drafts could not be taken away (${code}).` })
}
