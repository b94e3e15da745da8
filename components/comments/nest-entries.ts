import type { ThreadEntry } from '#lib/comments/read-thread.ts'

/** A comment with the replies that hang on it. */
export type Branch = { entry: ThreadEntry; replies: Branch[] }

/** Replies hang on one another this deep; what is deeper stands in one flat list and says whom it answers. */
export const deepestIndent = 4

/**
 * The tree of a page of a thread, from its entries in reading order. Entries deeper than {@link deepestIndent} become a flat
 * list under the last that is indented, so that depth never eats the line or the browser's stack.
 */
export function nestEntries(entries: ThreadEntry[]): Branch[] {
  const top: Branch[] = []
  const open: Branch[] = []
  for (const entry of entries) {
    const level = Math.min(entry.depth, deepestIndent, open.length)
    const branch = { entry, replies: [] }
    open.length = level
    const above = open.at(-1)
    if (above) above.replies.push(branch)
    else top.push(branch)
    open.push(branch)
  }
  return top
}
