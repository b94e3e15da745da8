import { Prisma } from '#database'
import { ask, insideQuestion, known, momentOf, publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { isNews, noNews } from '#lib/comments/visits/read-no-news.ts'
import { newSince, shownUntil } from '#lib/comments/visits/visit-rule.ts'
import { fixed } from '#lib/kept-plans.ts'
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

/** Since when what is approved is new to somebody; null for whoever reads without an account, or for the first time. */
export function lastHere(postId: string, viewer: Viewer, now: Date): Question<Date | null> {
  if (!isSignedIn(viewer)) return known(null)
  return insideQuestion(
    Prisma.sql`SELECT v.since, v.until, v.at FROM thread_visit v WHERE v.person_id = ${viewer.id}::uuid AND v.post_id = ${postId}::uuid`,
    ([visit]: { since: string; until: string; at: string }[]) =>
      visit ? new Date(newSince({ since: timeOf(visit.since), until: timeOf(visit.until), at: timeOf(visit.at) }, now.getTime())) : null,
  )
}

function timeOf(written: string): number {
  return momentOf(written).getTime()
}

/** What is new in a thread to whoever was here last at a moment, and does not hear of some people: see {@link lastHere} and `noNews`. */
export async function visitSince(postId: string, viewer: Viewer, { since, unheard, now }: { since: Date | null; unheard: string[]; now: Date }): Promise<ReadingVisit> {
  const fresh = since ? await ask(newIn(postId, since, unheard)) : 0
  return { signedIn: isSignedIn(viewer), shownUntil: new Date(shownUntil(now.getTime())), since, fresh }
}

function newIn(postId: string, since: Date, unheard: string[]): Question<number> {
  return publicQuestion(Prisma.sql`
    SELECT count(*)::int AS fresh FROM (
      SELECT FROM published_comment
      WHERE post_id = ${postId}::uuid AND published_at > ${since}::timestamptz AND ${isNews(unheard)}
      ORDER BY published_at DESC LIMIT ${fixed(newCounted + 1)}) news`,
  ([counted]: { fresh: number }[]) => counted?.fresh ?? 0)
}
