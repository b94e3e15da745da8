import { Prisma } from '#database'
import type { NoticeRhythm } from '#database'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { topics, usualRhythm } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'
import { readSetting } from '#lib/settings/read-setting.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Something that somebody follows, or wants nothing of, as the list of it says. */
export type FollowLine = {
  kind: 'thread' | 'branch' | 'author'
  /** Of the post, the comment or the author. */
  id: string
  wanted: boolean
  /** The essay, or the name of the author; empty when nobody sees it any more. */
  title: string
  href: string
  /** The name of who began the branch. */
  by: string
  excerpt: string
}

export type Following = {
  lines: FollowLine[]
  /** The word for the next page; null when this is the last. */
  next: string | null
  rhythms: Record<Topic, NoticeRhythm>
  /** By whose clock daily mail comes: the viewer's own, empty where they named none; and the site's. */
  timeZone: string
  siteTimeZone: string
}

/** Lines of one page. */
export const linesPerPage = 100

type Row = {
  id: string; at: Date
  post_id: string | null; comment_id: string | null; author_id: string | null; wanted: boolean
  post_title: string | null; post_slug: string | null; comment_title: string | null; comment_by: string | null; comment_text: string | null
  author_name: string | null; author_handle: string | null
}

/** What the viewer follows, newest first, and how mail comes to them. `after` is the `next` of the page before. Says nothing of what is not public any more but that it is followed. */
export async function readFollowing(viewer: Viewer & { id: string }, after = ''): Promise<Following> {
  const cursor = after ? decodeCursor(after) : null
  const rows = await reader().$queryRaw<Row[]>`
    SELECT f.id, f.at, f.post_id, f.comment_id, f.author_id, f.wanted, p.title AS post_title, p.slug AS post_slug,
      cp.title AS comment_title, c.author_name AS comment_by, c.text AS comment_text, w.name AS author_name, w.handle AS author_handle
    FROM follow f
    LEFT JOIN published_post p ON p.id = f.post_id
    LEFT JOIN published_comment c ON c.id = f.comment_id LEFT JOIN published_post cp ON cp.id = c.post_id
    LEFT JOIN published_person w ON w.id = f.author_id
    WHERE f.person_id = ${viewer.id}::uuid ${cursor ? Prisma.sql`AND (f.at, f.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : Prisma.empty}
    ORDER BY f.at DESC, f.id DESC LIMIT ${linesPerPage + 1}`
  const chosen = await reader().noticeSetting.findMany({ where: { personId: viewer.id }, select: { topic: true, rhythm: true } })
  const rhythms = { ...usualRhythm }
  for (const topic of topics) rhythms[topic] = chosen.find((each) => each.topic === topic)?.rhythm ?? usualRhythm[topic]
  const [clock, siteTimeZone] = await Promise.all([reader().mailClock.findUnique({ where: { personId: viewer.id } }), readSetting(reader(), 'mail.time-zone')])
  const page = rows.slice(0, linesPerPage)
  const last = page.at(-1)
  return {
    lines: page.map(shapeLine), next: rows.length > linesPerPage && last ? encodeCursor({ at: last.at, id: last.id }) : null,
    rhythms, timeZone: clock?.timeZone ?? '', siteTimeZone,
  }
}

function shapeLine(row: Row): FollowLine {
  const { wanted } = row
  if (row.post_id) return { kind: 'thread', id: row.post_id, wanted, title: row.post_title ?? '', href: row.post_slug ? `/posts/${row.post_slug}#conversation` : '', by: '', excerpt: '' }
  if (row.author_id) return { kind: 'author', id: row.author_id, wanted, title: row.author_name ?? '', href: row.author_handle ? `/people/${row.author_handle}` : '', by: '', excerpt: '' }
  return {
    kind: 'branch', id: row.comment_id ?? '', wanted, title: row.comment_title ?? '', href: row.comment_title ? `/c/${row.comment_id}` : '',
    by: row.comment_by ?? '', excerpt: shorten(row.comment_text ?? '', 100),
  }
}
