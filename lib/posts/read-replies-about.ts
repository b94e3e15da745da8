import { Prisma } from '#database'
import { publicReader } from '#lib/database.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { SaidContent } from '#lib/posts/content-notes/content-notes.ts'
import type { QuotedReply } from '#lib/posts/read-recent-replies.ts'
import { shorten } from '#lib/posts/shorten.ts'

/** What fits a few lines. */
const longest = 280

export type RepliesAbout = {
  replies: QuotedReply[]
  /** The id of the last one where older ones follow; null at the end. */
  older: string | null
}

type Row = SaidContent & { id: string; name: string | null; handle: string | null; text: string | null; at: Date; slug: string; title: string }

/**
 * What was said under the listed essays about a work, newest first; an essay that only mentions it is about something else.
 * @param before the `older` of the page before; undefined for the newest
 * @param leaveOut topics of essays that the reader wants in no list
 * @returns null when there is no such reply
 */
export async function readRepliesAbout(workId: string, take: number, before: string | undefined, leaveOut: readonly string[]): Promise<RepliesAbout | null> {
  const start = before === undefined ? null : await publicReader().publishedComment.findUnique({ where: { id: before }, select: { id: true, publishedAt: true } })
  if (before !== undefined && !start?.publishedAt) return null
  const earlier = start ? Prisma.sql`AND (c.published_at, c.id) < (${start.publishedAt}::timestamptz, ${start.id}::uuid)` : Prisma.empty
  const rows = await publicReader().$queryRaw<Row[]>`
    SELECT c.id, c.author_name AS name, c.author_handle AS handle, c.text, c.submitted_at AS at, p.slug, p.title, p.content_answer AS "contentAnswer", p.content_notes AS "contentNotes"
    FROM published_post_work w JOIN published_post p ON p.id = w.post_id JOIN published_comment c ON c.post_id = p.id
    WHERE w.work_id = ${workId}::uuid AND w.listed AND w.role <> 'mention' AND NOT c.tombstone ${earlier}
      AND NOT EXISTS (SELECT FROM published_post_topic t WHERE t.post_id = p.id AND t.topic = ANY(${[...leaveOut]}::text[]))
    ORDER BY c.published_at DESC, c.id DESC LIMIT ${take + 1}`
  const replies = rows.slice(0, take).map(({ id, name, handle, text, at, slug, title, ...said }): QuotedReply => (
    { id, text: shorten(text ?? '', longest), by: { name: name ?? '', handle }, at, post: { slug, title, contentNotes: readContentNotes(said) } }))
  return { replies, older: rows.length > take ? (replies.at(-1)?.id ?? null) : null }
}
