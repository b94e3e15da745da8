import type { RevisionReason } from '#database'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** One saved text in the history of a post. */
export type HistoryLine = {
  id: string
  /** Of the same page of history, or the last of the page before; null for the first text there is. */
  previousId: string | null
  title: string
  reason: RevisionReason
  savedAt: Date
  words: number
  /** Null when whoever saved it has left, or when no person did. */
  by: string | null
  isDraft: boolean
  isPublished: boolean
  /** When readers saw it; `until` is null while they do. */
  shown: { from: Date; until: Date | null }[]
}

/** That its authors gave a post another date. */
export type DayLine = { was: Date; given: Date; at: Date; by: string | null }

export type History = { title: string; version: number; lines: HistoryLine[]; older: string | null; /** The newest first. */ days: DayLine[] }

/** Texts on one page of a history. */
const most = 50

/** Every text that was ever saved of a post, the newest first, for whoever may write in it. */
export async function readHistory(viewer: Viewer, postId: string, before = ''): Promise<Outcome<History>> {
  const post = await reader().post.findUnique({
    where: { id: postId },
    select: {
      draftVersion: true, draftRevisionId: true, publishedRevisionId: true, draftRevision: { select: { title: true } }, authorships: { select: { personId: true } },
      givenDays: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: most, select: { was: true, given: true, at: true, by: { select: { name: true } } } },
    },
  })
  if (!post?.draftRevision) return noSuchEssay
  const stranger = permitAuthor(viewer, post)
  if (stranger) return stranger
  const cursor = before === '' ? null : decodeCursor(before)
  const rows = await reader().postRevision.findMany({
    where: { postId, ...(cursor && { OR: [{ createdAt: { lt: cursor.at } }, { createdAt: cursor.at, id: { lt: cursor.id } }] }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: most + 1,
    select: { id: true, title: true, reason: true, savedAt: true, createdAt: true, words: true, editor: { select: { name: true } } },
  })
  const shown = rows.slice(0, most)
  const shownTimes = await readShown(shown.map(({ id }) => id))
  const last = shown.at(-1)
  return done({
    days: post.givenDays.map(({ by, ...day }) => ({ ...day, by: by?.name ?? null })),
    title: post.draftRevision.title, version: post.draftVersion,
    lines: shown.map(({ id, title, reason, savedAt, words, editor }, place) => ({
      id, title, reason, savedAt, words, by: editor?.name ?? null, previousId: rows[place + 1]?.id ?? null,
      isDraft: id === post.draftRevisionId, isPublished: id === post.publishedRevisionId, shown: shownTimes.get(id) ?? [],
    })),
    older: rows.length > most && last ? encodeCursor({ at: last.createdAt, id: last.id }) : null,
  })
}

/** When readers saw some texts, in order. */
async function readShown(revisionIds: string[]): Promise<Map<string, HistoryLine['shown']>> {
  const rows = await reader().publication.findMany({
    where: { revisionId: { in: revisionIds } }, orderBy: { fromAt: 'asc' }, select: { revisionId: true, fromAt: true, untilAt: true },
  })
  const times = new Map<string, HistoryLine['shown']>()
  for (const { revisionId, fromAt: from, untilAt: until } of rows) times.set(revisionId, [...(times.get(revisionId) ?? []), { from, until }])
  return times
}
