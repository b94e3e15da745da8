import { followDesk } from '#lib/moderation/live/desk-feed.ts'
import type { Told } from '#lib/moderation/live/desk-feed.ts'
import { readChanges } from '#lib/moderation/live/read-changes.ts'
import type { Viewer } from '#lib/viewer.ts'

export type DeskWatch = {
  /** What was known last, by the database's clock; null for somebody who has just begun. */
  since: Date | null
  tell: (told: Told) => void
  /** What has changed until now could not be read, so going on would leave a gap. */
  fail: (error: unknown) => void
}

/**
 * Tells one desk what it has missed, then what changes from now on, in this order and without a gap.
 * @returns a function that ends it
 */
export function watchDesk(viewer: Viewer, { since, tell, fail }: DeskWatch): () => void {
  let ended = false
  const missed: Told[] = []
  let caughtUp = false
  // Followed before the reading, so that nothing falls in between; told after it, so that what was told last is always the newest.
  const stop = followDesk((told) => (caughtUp ? tell(told) : missed.push(told)))
  readChanges(viewer, since ? { since } : { ids: [] }).then((changes) => {
    if (ended) return
    if (!changes.ok) return fail(changes)
    caughtUp = true
    for (const told of [{ ...changes.value, heard: true }, ...missed]) tell(told)
  }).catch(fail)
  return () => {
    ended = true
    stop()
  }
}
