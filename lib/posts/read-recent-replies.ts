import { Prisma } from '#database'
import { publicReader } from '#lib/database.ts'
import { fixed, planOnce } from '#lib/kept-plans.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes, SaidContent } from '#lib/posts/content-notes/content-notes.ts'
import { shorten } from '#lib/posts/shorten.ts'

/** A reply from a conversation, quoted elsewhere. */
export type QuotedReply = {
  id: string
  /** Plain text, cut at the end of a sentence or word. */
  text: string
  by: { name: string; handle: string | null }
  /** When it was sent. */
  at: Date
  /** The notes stand before what is quoted from below it. */
  post: { slug: string; title: string; contentNotes: ContentNotes }
}

/** How far back we look for replies worth quoting. */
const looked = 120
/** What fits a margin: shorter ones rarely stand alone, longer ones are cut. */
const length = { least: 70, most: 230 }

/**
 * What readers said lately, if it has some substance, for the margin of the front page: newest first, one a conversation and
 * one a person, so that no single discussion fills it.
 */
export async function readRecentReplies(take: number, leaveOut: readonly Choosable[] = []): Promise<QuotedReply[]> {
  const rows = await publicReader().publishedComment.findMany({
    where: { tombstone: false },
    orderBy: { publishedAt: 'desc' },
    take: looked,
    select: { id: true, postId: true, authorName: true, authorHandle: true, byAuthor: true, text: true, submittedAt: true },
  })
  const posts = await readListedTitles(rows.map((row) => row.postId), leaveOut)
  const heard = new Set<string>()
  const quoted: QuotedReply[] = []
  for (const { id, postId, authorName, authorHandle, byAuthor, text, submittedAt } of rows) {
    const post = posts.get(postId)
    const voice = authorHandle ?? authorName ?? ''
    if (!post || byAuthor || !text || text.length < length.least || heard.has(postId) || heard.has(voice) || !submittedAt) continue
    heard.add(postId).add(voice)
    quoted.push({ id, text: shorten(text, length.most), by: { name: authorName ?? '', handle: authorHandle }, at: submittedAt, post })
    if (quoted.length === take) break
  }
  return quoted
}

/** One person's public replies, newest first, on whatever lists may name. */
export async function readRepliesOf(person: { id: string; handle: string }, take: number, leaveOut: readonly Choosable[] = []): Promise<QuotedReply[]> {
  const rows = await publicReader().$queryRaw<(SaidContent & { id: string; name: string | null; text: string | null; at: Date; slug: string; title: string })[]>(planOnce(Prisma.sql`
    SELECT c.id, c.author_name AS name, c.text, c.submitted_at AS at, p.slug, p.title, p.content_answer::text AS "contentAnswer", p.content_notes AS "contentNotes"
    FROM published_comment c JOIN published_post p ON p.id = c.post_id
    WHERE c.author_id = ${person.id}::uuid AND NOT c.tombstone AND (p.listed OR p.kind = 'page')
      AND NOT EXISTS (SELECT FROM published_post_topic t WHERE t.post_id = p.id AND t.topic = ANY(${[...leaveOut]}::text[]))
    ORDER BY c.submitted_at DESC LIMIT ${fixed(take)}`))
  return rows.map(({ id, name, text, at, ...post }) => ({ id, text: shorten(text ?? '', length.most), by: { name: name ?? '', handle: person.handle }, at, post: titled(post) }))
}

function titled({ slug, title, ...said }: { slug: string; title: string } & SaidContent): QuotedReply['post'] {
  return { slug, title, contentNotes: readContentNotes(said) }
}

/** Each looked up by itself: together, all essays that there are would be gone through for these few. */
async function readListedTitles(ids: string[], leaveOut: readonly Choosable[]) {
  const posts = await publicReader().$queryRaw<({ id: string; slug: string; title: string } & SaidContent)[]>(planOnce(Prisma.sql`
    SELECT p.id, p.slug, p.title, p.content_answer::text AS "contentAnswer", p.content_notes AS "contentNotes"
    FROM unnest(${[...new Set(ids)]}::uuid[]) AS wanted (id) CROSS JOIN LATERAL (SELECT * FROM published_post essay WHERE essay.id = wanted.id LIMIT 1) p
    WHERE p.listed AND NOT EXISTS (SELECT FROM published_post_topic t WHERE t.post_id = p.id AND t.topic = ANY(${[...leaveOut]}::text[]))`))
  return new Map(posts.map(({ id, ...post }) => [id, titled(post)]))
}
