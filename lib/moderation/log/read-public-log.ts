import { reasons } from '#lib/comments/reasons.ts'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { publicReader } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'

/** One decision as everybody may read it: no text, no notes, no writer, nothing about what waits or stands in no list. */
export type PublicDecision = {
  id: string
  at: Date
  action: string
  /** The reason as the team calls it; empty when there was none, or one in words of its own. */
  reason: string
  post: { slug: string; title: string }
  /** Null when the setting names nobody. */
  by: string | null
  bySite: boolean
  undone: boolean
}

export type PublicLog = { entries: PublicDecision[]; older: string | null }

const entriesPerPage = 50

const notHere = refuse('not-found', 'There is nothing here.')

/** Whether an administrator has made the log public. */
export async function isLogPublic(): Promise<boolean> {
  return (await publicReader().publishedLog.findFirst({ select: { shown: true } })) !== null
}

/** What was decided, newest first, as far as everybody may know. While it is not public there is nothing, as at any unknown address. */
export async function readPublicLog(before = ''): Promise<Outcome<PublicLog>> {
  const shown = await isLogPublic()
  const cursor = before ? decodeCursor(before) : null
  if (!shown || (before && !cursor)) return notHere
  const rows = await publicReader().publishedDecision.findMany({
    where: cursor ? { OR: [{ at: { lt: cursor.at } }, { at: cursor.at, id: { lt: cursor.id } }], at: { lte: cursor.at } } : {},
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: entriesPerPage + 1,
    select: { id: true, at: true, action: true, why: true, postSlug: true, postTitle: true, byName: true, bySite: true, undone: true },
  })
  const entries = rows.slice(0, entriesPerPage).map(({ why, postSlug, postTitle, byName, ...entry }) => ({
    ...entry, reason: sayReason(why), post: { slug: postSlug, title: postTitle }, by: byName,
  }))
  const last = entries.at(-1)
  return done({ entries, older: rows.length > entriesPerPage && last ? encodeCursor(last) : null })
}

/** What a moderator said in own words stays between moderator and writer. */
function sayReason(code: string): string {
  return code === 'other' ? '' : reasons.find((reason) => reason.code === code)?.label ?? ''
}
