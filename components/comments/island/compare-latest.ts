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
