import { databaseCode, runCommand } from '#lib/command.ts'
import { sweepDrafts } from '#lib/comments/drafts/sweep-drafts.ts'
import { operator } from '#lib/viewer.ts'

/** In milliseconds. A text at the door is gone some minutes after its hour, whether anybody comes or not. */
const sweepEvery = 10 * 60_000

/**
 * Takes old drafts away from now on; see {@link sweepDrafts}.
 * @param report is told the code of a failure
 * @returns a function that ends it
 */
export function keepSweeping(report: (trouble: string) => void): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  const sweep = () => {
    running = runCommand(sweepDrafts, operator, {}).catch((error: unknown) => report(`Old drafts could not be taken away (${databaseCode(error) || 'unknown'}).`))
  }
  const timer = setInterval(sweep, sweepEvery)
  timer.unref()
  sweep()
  return async () => {
    clearInterval(timer)
    await running
  }
}
