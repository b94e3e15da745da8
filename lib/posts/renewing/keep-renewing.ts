import { databaseCode } from '#lib/command.ts'
import { renewSmallTexts } from './renew-small-texts.ts'
import { renewTexts } from './renew-texts.ts'

/** A while after the start, in milliseconds, so that a site that comes up has its first moments for its readers. */
const after = 5_000

/**
 * Makes stored texts anew once after the start, in the background, where this version of the program renders them otherwise; see
 * {@link renewTexts} and {@link renewSmallTexts}.
 * @param report is told that it failed, or that texts kept their old look
 * @returns a function that ends it
 */
export function keepRenewing(report: (trouble: string) => void): () => Promise<void> {
  let ending = false
  let running: Promise<unknown> = Promise.resolve()
  const renew = async () => {
    await renewSmallTexts(() => ending)
    const { kept } = await renewTexts(() => ending)
    if (kept > 0) report(`${kept} saved texts could not be made anew and keep the look that they have.`)
  }
  const timer = setTimeout(() => {
    running = renew().catch((error: unknown) => report(`Saved texts could not be made anew (${databaseCode(error) || 'unknown'}); it is tried again at the next start.`))
  }, after)
  timer.unref()
  return async () => {
    ending = true
    clearTimeout(timer)
    await running
  }
}
