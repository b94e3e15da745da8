import { shownUntil } from '#lib/comments/visits/visit-rule.ts'

/** What was approved last, as the server names it; moments in milliseconds. */
export type Approved = { id: string; approved: number }

export type OnPage = {
  /** Comments of this page that readers see, with when they were approved. */
  shown: Approved[]
  /** Comments that this page knows otherwise: the reader’s own that waited, and those that came in and stand on other pages. */
  known: ReadonlySet<string>
  /** Until when the page is sure to show everything that was approved. */
  shownUntil: number
}

/**
 * What an open page lacks, the newest first, and what it still shows although it was taken away. A comment that was approved after
 * the oldest that is named, and is not named, is not published any more.
 * @param complete whether all approved comments are named
 */
export function compareLatest(latest: Approved[], { shown, known, shownUntil }: OnPage, complete: boolean): { arrived: string[]; gone: string[] } {
  const named = new Set(latest.map(({ id }) => id))
  const here = new Set(shown.map(({ id }) => id))
  const oldest = complete ? -Infinity : Math.min(...latest.map(({ approved }) => approved))
  return {
    arrived: latest.filter(({ id, approved }) => approved > shownUntil && !here.has(id) && !known.has(id)).map(({ id }) => id),
    gone: shown.filter(({ id, approved }) => approved > oldest && !named.has(id)).map(({ id }) => id),
  }
}

/**
 * Until when a page is sure to show everything, once it shows what it lacked of the latest: some seconds before the last of them, in
 * which others may still land. Where more has come in than is named, not everything is shown.
 * @param before until when it showed everything before
 * @param complete whether all approved comments are named
 */
export function shownWith(latest: Approved[], before: number, complete: boolean): number {
  const moments = latest.map(({ approved }) => approved)
  const allNamed = complete || Math.min(...moments) <= before
  return allNamed && moments.length > 0 ? Math.max(before, shownUntil(Math.max(...moments))) : before
}
