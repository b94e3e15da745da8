import { Prisma } from '#database'
import { publicReader } from '#lib/database.ts'
import { fixed, planOnce } from '#lib/kept-plans.ts'
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
  // The newest of each essay, along an index, and of these the newest: a film that a hundred essays are about was spoken of ten thousand times.
  const rows = await publicReader().$queryRaw<Row[]>(planOnce(Prisma.sql`
    WITH newest AS MATERIALIZED (
      SELECT said.id, said.published_at FROM published_post_work w CROSS JOIN LATERAL (
        SELECT c.id, c.published_at FROM published_comment c WHERE c.post_id = w.post_id AND NOT c.tombstone ${earlier}
        ORDER BY c.published_at DESC, c.id DESC LIMIT ${fixed(take + 1)}) said
      WHERE w.work_id = ${workId}::uuid AND w.listed AND w.role <> 'mention'
        AND NOT EXISTS (SELECT FROM published_post_topic t WHERE t.post_id = w.post_id AND t.topic = ANY(${[...leaveOut]}::text[]))
      ORDER BY said.published_at DESC, said.id DESC LIMIT ${fixed(take + 1)})
    SELECT c.id, c.author_name AS name, c.author_handle AS handle, c.text, c.submitted_at AS at, p.slug, p.title, p.content_answer AS "contentAnswer", p.content_notes AS "contentNotes"
    FROM newest JOIN published_comment c ON c.id = newest.id CROSS JOIN LATERAL (SELECT * FROM published_post essay WHERE essay.id = c.post_id LIMIT 1) p
    ORDER BY newest.published_at DESC, newest.id DESC`))
  const replies = rows.slice(0, take).map(({ id, name, handle, text, at, slug, title, ...said }): QuotedReply => (
    { id, text: shorten(text ?? '', longest), by: { name: name ?? '', handle }, at, post: { slug, title, contentNotes: readContentNotes(said) } }))
  return { replies, older: rows.length > take ? (replies.at(-1)?.id ?? null) : null }
}
