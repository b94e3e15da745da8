import { askTogether } from '#lib/ask.ts'
import { noNews } from '#lib/comments/visits/read-no-news.ts'
import { lastHere, visitSince } from '#lib/comments/visits/read-visit.ts'
import type { ReadingVisit } from '#lib/comments/visits/read-visit.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What is new in a thread to somebody who opens it at a moment, as its page asks. Changes nothing. */
export async function readVisit(postId: string, viewer: Viewer, now: Date): Promise<ReadingVisit> {
  const { since, unheard } = await askTogether({ since: lastHere(postId, viewer, now), unheard: noNews(viewer) })
  return visitSince(postId, viewer, { since, unheard, now })
}
