import type { ThreadEntry, ThreadPage } from '#lib/comments/read-thread.ts'
import type { ReadingVisit } from '#lib/comments/visits/read-visit.ts'

/** What the script of a conversation reads from its section; see start-thread.ts. */
export function threadFacts(thread: ThreadPage, visit: ReadingVisit) {
  return {
    'data-shown-until': visit.shownUntil.toISOString(),
    'data-since': visit.since?.toISOString(),
    'data-signed-in': visit.signedIn ? '' : undefined,
    /** All of the thread is on this page. */
    'data-whole': isWhole(thread) ? '' : undefined,
  }
}

function isWhole({ order, pages, branch, previous, next, entries }: ThreadPage): boolean {
  return order === 'thread' && pages === 1 && !branch && previous === null && next === null && !entries.some(({ continues }) => continues)
}

type Reading = { visit: ReadingVisit; muted: ReadonlySet<string> }

/** Whether a comment was approved since the reader’s last visit, by somebody else whom they do not mute. */
export function isNewTo({ visit: { since }, muted }: Reading, { id, kind, approvedAt, ownPublished }: ThreadEntry): boolean {
  return kind === 'published' && !ownPublished && !muted.has(id) && since !== null && approvedAt != null && approvedAt > since
}
