import { isNews, readNoNews } from '#lib/comments/visits/read-no-news.ts'
import { newSince, shownUntil } from '#lib/comments/visits/visit-rule.ts'
import { publicReader, reader } from '#lib/database.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What a page of a thread knows of its reader’s visits. */
export type ReadingVisit = {
  /** Visits of people with an account are kept here; those of others by their browser. */
  signedIn: boolean
  /** Until when the page is sure to show everything that was approved. */
  shownUntil: Date
  /** Null for whoever reads without an account, or for the first time: to them nothing is new. */
  since: Date | null
  /** How many comments of others were approved in the whole thread since, up to {@link newCounted}. */
  fresh: number
}

/** So many are counted; beyond, it is said that there are more. */
export const newCounted = 100

/** What is new in a thread to this viewer, who opens it at a moment. Changes nothing: see `noteVisit`. */
export async function readVisit(postId: string, viewer: Viewer, now: Date): Promise<ReadingVisit> {
  const shown = new Date(shownUntil(now.getTime()))
  const since = isSignedIn(viewer) ? await readSince(postId, viewer.id, now) : null
  return { signedIn: isSignedIn(viewer), shownUntil: shown, since, fresh: since ? await countNew(postId, since, await readNoNews(viewer)) : 0 }
}

async function readSince(postId: string, personId: string, now: Date): Promise<Date | null> {
  const row = await reader().threadVisit.findUnique({ where: { personId_postId: { personId, postId } }, select: { since: true, until: true, at: true } })
  return row && new Date(newSince({ since: row.since.getTime(), until: row.until.getTime(), at: row.at.getTime() }, now.getTime()))
}

async function countNew(postId: string, since: Date, noNews: string[]): Promise<number> {
  const rows = await publicReader().$queryRaw<{ fresh: number }[]>`
    SELECT count(*)::int AS fresh FROM (
      SELECT FROM published_comment
      WHERE post_id = ${postId}::uuid AND published_at > ${since}::timestamptz AND ${isNews(noNews)}
      ORDER BY published_at DESC LIMIT ${newCounted + 1}) news`
  return rows[0]?.fresh ?? 0
}
