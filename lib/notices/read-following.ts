import { NoticeRhythm } from '#database'
import { reader } from '#lib/database.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { topics, usualRhythm } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'
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

export type Following = { lines: FollowLine[]; rhythms: Record<Topic, NoticeRhythm> }

/** The most that one page lists; what is older is reached by letting newer ones go. */
const most = 500

type Row = {
  post_id: string | null; comment_id: string | null; author_id: string | null; wanted: boolean
  post_title: string | null; post_slug: string | null; comment_title: string | null; comment_by: string | null; comment_text: string | null
  author_name: string | null; author_handle: string | null
}

/** What the viewer follows, newest first, and how mail comes to them. Says nothing of what is not public any more but that it is followed. */
export async function readFollowing(viewer: Viewer & { id: string }): Promise<Following> {
  const rows = await reader().$queryRaw<Row[]>`
    SELECT f.post_id, f.comment_id, f.author_id, f.wanted, p.title AS post_title, p.slug AS post_slug,
      cp.title AS comment_title, c.author_name AS comment_by, c.text AS comment_text, w.name AS author_name, w.handle AS author_handle
    FROM follow f
    LEFT JOIN published_post p ON p.id = f.post_id
    LEFT JOIN published_comment c ON c.id = f.comment_id LEFT JOIN published_post cp ON cp.id = c.post_id
    LEFT JOIN published_person w ON w.id = f.author_id
    WHERE f.person_id = ${viewer.id}::uuid ORDER BY f.at DESC, f.id DESC LIMIT ${most}`
  const chosen = await reader().noticeSetting.findMany({ where: { personId: viewer.id }, select: { topic: true, rhythm: true } })
  const rhythms = { ...usualRhythm }
  for (const topic of topics) rhythms[topic] = chosen.find((each) => each.topic === topic)?.rhythm ?? usualRhythm[topic]
  return { lines: rows.map(shapeLine), rhythms }
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
