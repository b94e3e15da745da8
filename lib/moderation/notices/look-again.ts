import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { findStillSo, noticeShape } from '#lib/moderation/notices/is-still-so.ts'
import type { ToldNotice } from '#lib/moderation/notices/is-still-so.ts'
import { findStillWanted, topicOfNotice } from '#lib/notices/still-wanted.ts'
import { isPublishedKind, topicOf, topics } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'

/** A mail says so much; the rest is on the site. */
const mostNews = 30

/** Notices that are looked at for one mail, whatever their number. */
const mostLooked = 1_000

/** What a mail has to say, as things are now. */
export type ToSay = {
  /** What it tells in words: what the moderators say first, then what is said to its reader, each oldest first. */
  news: ToldNotice[]
  /** Of how many things it is, and whether there are more than were counted. */
  count: number
  more: boolean
  topics: Topic[]
  /** The essay under which all of it was said, for mail programs that put what belongs together in one thread. */
  postId: string | null
  /** All of it was to come with other things, by the hour or day. */
  gathered: boolean
  /** When that was. */
  now: Date
}

/**
 * Looks at everything that a mail is to tell of: what is not so any more, nobody sees any more, was read on the site or is not wanted any
 * more, is taken out of it and goes out to nobody.
 * @returns null when nothing is left to say; 'again' when that is so of as many as are looked at in one transaction, and there are others
 */
export async function lookAgain(tx: Transaction, mailId: string, personId: string, now: Date): Promise<ToSay | 'again' | null> {
  const found = await findTold(tx, mailId)
  const looked = found.slice(0, mostLooked)
  const still = await findStillSo(tx, looked, await findStillWanted(tx, personId, looked.map(({ id }) => id)))
  const gone = looked.filter(({ id }) => !still.has(id)).map(({ id }) => id)
  if (gone.length > 0) await tx.notice.updateMany({ where: { id: { in: gone } }, data: { mailId: null } })
  const more = found.length > mostLooked
  const kept = looked.filter(({ id }) => still.has(id))
  if (kept.length === 0) return more ? 'again' : null
  return {
    news: await readNews(tx, kept.slice(0, mostNews).map(({ id }) => id)),
    count: kept.length,
    more,
    topics: [...new Set(kept.map(({ kind }) => topicOf(kind)))],
    postId: onePost(kept),
    gathered: kept.every(({ gathered }) => gathered),
    now,
  }
}

type Told = { id: string; kind: string; postId: string | null; gathered: boolean }

/** In the order in which a mail tells of them. */
async function findTold(tx: Transaction, mailId: string): Promise<Told[]> {
  return tx.$queryRaw`
    SELECT n.id, n.kind, n.post_id AS "postId", coalesce(n.mail_due_at > n.due_at, false) AS gathered FROM notice n
    WHERE n.mail_id = ${mailId}::uuid
    ORDER BY array_position(ARRAY[${Prisma.join([...topics])}], ${topicOfNotice}), n.at, n.id LIMIT ${mostLooked + 1}`
}

async function readNews(tx: Transaction, ids: string[]): Promise<ToldNotice[]> {
  const rows = await tx.notice.findMany({ where: { id: { in: ids } }, select: noticeShape })
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

function onePost(told: readonly Told[]): string | null {
  const posts = new Set(told.map(({ kind, postId }) => (isPublishedKind(kind) && kind !== 'post' ? postId : null)))
  const [only = null] = posts
  return posts.size === 1 ? only : null
}
