import { keepDoing } from '#lib/keep-doing.ts'
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
  return keepDoing(() => deleteUnused(), { every: collectEvery, firstAfter, report, trouble: (code) => `Images that nothing uses could not be deleted (${code}); it is tried again in an hour.` })
}
