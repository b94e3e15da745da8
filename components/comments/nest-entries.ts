import type { ThreadEntry } from '#lib/comments/read-thread.ts'

/** A comment with the replies that hang on it. */
export type Branch = { entry: ThreadEntry; replies: Branch[] }

/** Replies hang on one another this deep; what is deeper stands in one flat list and says whom it answers. */
export const deepestIndent = 4

/**
 * The tree of a page of a thread, from its entries in reading order. An entry whose parent is not among them begins at the
 * margin and says whom it answers. Entries deeper than {@link deepestIndent} become a flat list under the last that is indented,
 * so that depth never eats the line or the browser's stack.
 */
export function nestEntries(entries: ThreadEntry[]): Branch[] {
  const top: Branch[] = []
  /** Where the replies to each comment go, and how deep that is. */
  const places = new Map<string, { list: Branch[]; level: number }>()
  for (const entry of entries) {
    const place = places.get(entry.parentId ?? '') ?? { list: top, level: 0 }
    const branch = { entry, replies: [] }
    place.list.push(branch)
    places.set(entry.id, place.level < deepestIndent ? { list: branch.replies, level: place.level + 1 } : place)
  }
  return top
}
