import type { ThreadEntry } from '#lib/comments/read-thread.ts'

/** A comment in its place on the page, with the replies that hang on it. */
export type Branch = {
  entry: ThreadEntry
  /** How far it is indented, from 0. */
  level: number
  /** It stands right under what it answers, so that the indent says so. */
  hangs: boolean
  replies: Branch[]
  /** More hangs on it than this page shows. */
  goesOn: boolean
}

/** Replies hang on one another this deep; what is deeper stands in one flat list and says whom it answers. */
export const deepestIndent = 4

/**
 * The tree of a page of a thread, from its entries in reading order. An entry whose parent is not among them begins at the
 * margin and says whom it answers. Entries deeper than {@link deepestIndent} become a flat list under the last that is indented,
 * so that depth never eats the line or the browser's stack.
 * @param more whether the page is a part that ends before its branches do
 */
export function nestEntries(entries: ThreadEntry[], more = false): Branch[] {
  const top: Branch[] = []
  const branches = new Map<string, Branch>()
  /** Where the replies to each comment go, how deep that is, and on which comment they hang there. */
  const places = new Map<string, { list: Branch[]; level: number; under: string }>()
  for (const entry of entries) {
    const parent = entry.parentId ?? ''
    const place = places.get(parent) ?? { list: top, level: 0, under: '' }
    const branch = { entry, level: place.level, hangs: place.under === parent, replies: [], goesOn: false }
    place.list.push(branch)
    branches.set(entry.id, branch)
    places.set(entry.id, place.level < deepestIndent ? { list: branch.replies, level: place.level + 1, under: entry.id } : place)
  }
  const last = more ? entries.at(-1) : undefined
  for (const entry of entries) if (entry.continues || entry === last) markGoingOn(entry, branches)
  return top
}

/** Up to the top, or to where another branch has come this way. */
function markGoingOn(entry: ThreadEntry, branches: Map<string, Branch>) {
  for (let branch = branches.get(entry.id); branch && !branch.goesOn; branch = branches.get(branch.entry.parentId ?? '')) branch.goesOn = true
}

/** A list by time: nothing hangs on anything. */
export function listEntries(entries: ThreadEntry[]): Branch[] {
  return entries.map((entry) => ({ entry, level: 0, hangs: entry.parentId === null, replies: [], goesOn: false }))
}

/** How many comments hang on one here, those without a text of their own left out. */
export function countReplies(replies: Branch[]): number {
  return replies.reduce((count, branch) => count + (branch.entry.kind === 'tombstone' ? 0 : 1) + countReplies(branch.replies), 0)
}
