import { Prisma } from '#database'
import { searchReader } from '#lib/database.ts'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import type { Found, Material, Search, SearchKind } from '#lib/search/kinds/kind.ts'
import { afterRank, afterTime, matches, rank, ranked } from '#lib/search/kinds/matching.ts'

/** What readers said, below what they said it about. */
export const comments: SearchKind = {
  name: 'comment',
  label: 'Comments',
  singular: 'Comment',
  tier: 1,
  narrowedBy: ['tag', 'person', 'year'],

  findBest: (search, after, limit) => searchReader().$queryRaw<Found[]>`
    WITH candidate AS (
      SELECT comment_id, config, at, words FROM published_comment_search
      WHERE ${matches(search.queries, Prisma.sql`words`)} AND ${narrowed(search)} ORDER BY at DESC, comment_id DESC LIMIT ${ranked}
    ), result AS (
      SELECT comment_id AS id, config, at, ${rank(search.queries)} AS rank FROM candidate
    )
    SELECT id, config, at, rank FROM result WHERE ${afterRank(after)} ORDER BY rank DESC, at DESC, id DESC LIMIT ${limit}`,

  findNewest: (search, after, limit) => searchReader().$queryRaw<Found[]>`
    SELECT comment_id AS id, config, at, 0::float8 AS rank FROM published_comment_search
    WHERE ${matches(search.queries, Prisma.sql`words`)} AND ${narrowed(search)} AND ${afterTime(after, Prisma.sql`comment_id`)}
    ORDER BY at DESC, comment_id DESC LIMIT ${limit}`,

  describe,
}

function narrowed({ tagId, personId, year }: Search): Prisma.Sql {
  return Prisma.join([
    Prisma.sql`true`,
    ...(tagId ? [Prisma.sql`post_id IN (SELECT post_id FROM published_post_tag WHERE tag_id = ${tagId}::uuid)`] : []),
    ...(personId ? [Prisma.sql`author_id = ${personId}::uuid`] : []),
    ...(year ? [Prisma.sql`at >= ${year.from} AND at < ${year.until}`] : []),
  ], ' AND ')
}

async function describe(ids: string[]): Promise<Material[]> {
  const [rows, replies] = await Promise.all([
    searchReader().publishedComment.findMany({
      where: { id: { in: ids }, tombstone: false, post: { OR: [{ listed: true }, { kind: 'page' }] } },
      select: { id: true, postId: true, text: true, authorName: true, authorHandle: true, submittedAt: true, post: { select: { title: true, lang: true, contentAnswer: true, contentNotes: true } } },
    }),
    countReplies(ids),
  ])
  return rows.map(({ id, postId, text, authorName, authorHandle, submittedAt, post }) => ({
    id,
    path: `/c/${id}`,
    title: `${authorName ?? 'Somebody'} on ${post.title}`,
    lang: post.lang,
    at: submittedAt,
    by: [{ name: authorName ?? 'Somebody', handle: authorHandle }],
    replies: replies.get(id) ?? 0,
    postId,
    notes: sayContentNotes(readContentNotes(post)),
    topics: choosableOf(readContentNotes(post)),
    lead: '',
    passages: (text ?? '').split('\n').map((line) => ({ text: line, folded: false, anchor: null, section: '' })),
  }))
}

async function countReplies(ids: string[]): Promise<Map<string, number>> {
  const rows = await searchReader().$queryRaw<{ id: string; replies: number }[]>`
    SELECT parent_id AS id, count(*)::integer AS replies FROM published_comment WHERE parent_id = ANY(${ids}::uuid[]) AND NOT tombstone GROUP BY parent_id`
  return new Map(rows.map(({ id, replies }) => [id, replies]))
}
