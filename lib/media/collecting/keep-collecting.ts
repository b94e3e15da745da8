import { databaseCode } from '#lib/command.ts'
import { deleteUnused } from './delete-unused.ts'

/** In milliseconds. Thirty days more or less an hour. */
const collectEvery = 60 * 60_000

/** A while after the start, so that a site that comes up has its first minute for its readers. */
const firstAfter = 60_000

/**
 * Deletes images that nothing uses from now on; see {@link deleteUnused}.
 * @param report is told that it failed, without any name
 * @returns a function that ends it
 */
export function keepCollecting(report: (trouble: string) => void): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  const collect = () => {
    running = deleteUnused().catch((error: unknown) => report(`Images that nothing uses could not be deleted (${databaseCode(error) || 'unknown'}); it is tried again in an hour.`))
  }
  const [first, timer] = [setTimeout(collect, firstAfter), setInterval(collect, collectEvery)]
  first.unref()
  timer.unref()
  return async () => {
    clearTimeout(first)
    clearInterval(timer)
    await running
  }
}
