import { Prisma } from '#database'
import type { PostKind } from '#database'
import { searchReader } from '#lib/database.ts'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { readAuthors } from '#lib/posts/read-authors.ts'
import type { Found, Material, Search, SearchKind } from '#lib/search/kinds/kind.ts'
import { afterRank, afterTime, matches, rank, ranked } from '#lib/search/kinds/matching.ts'
import { readPassages } from '#lib/search/read-passages.ts'

/** Essays: what is written here to be read and talked about. */
export const essays = kindOfPost('essay', { label: 'Essays', singular: 'Essay' })

/** Pages that are posts. */
export const pagesOfPosts = kindOfPost('page', { label: 'Pages', singular: 'Page' })

function kindOfPost(kind: PostKind, words: { label: string; singular: string }): SearchKind {
  return {
    name: kind,
    ...words,
    tier: 0,
    narrowedBy: ['tag', 'person', 'year'],

    // The newest that have the words anywhere, and the newest that have them in title, standfirst, tags or names: an old essay of that
    // title is not lost behind many that only mention it.
    findBest: (search, after, limit) => {
      const where = narrowed(kind, search)
      return searchReader().$queryRaw<Found[]>`
        WITH candidate AS (
          (SELECT post_id FROM published_post_search WHERE ${matches(search.queries, Prisma.sql`words`)} AND ${where} ORDER BY at DESC, post_id DESC LIMIT ${ranked})
          UNION
          (SELECT post_id FROM published_post_search WHERE ${matches(search.queries, Prisma.sql`head`)} AND ${where} ORDER BY at DESC, post_id DESC LIMIT ${ranked})
        ), result AS (
          SELECT post_id AS id, config, at, ${rank(search.queries)} AS rank FROM candidate JOIN published_post_search USING (post_id)
        )
        SELECT id, config, at, rank FROM result WHERE ${afterRank(after)} ORDER BY rank DESC, at DESC, id DESC LIMIT ${limit}`
    },

    findNewest: (search, after, limit) => searchReader().$queryRaw<Found[]>`
      SELECT post_id AS id, config, at, 0::float8 AS rank FROM published_post_search
      WHERE ${matches(search.queries, Prisma.sql`words`)} AND ${narrowed(kind, search)} AND ${afterTime(after, Prisma.sql`post_id`)}
      ORDER BY at DESC, post_id DESC LIMIT ${limit}`,

    describe: (ids) => describePosts(kind, ids),
  }
}

function narrowed(kind: PostKind, { tagId, personId, year }: Search): Prisma.Sql {
  return Prisma.join([
    Prisma.sql`kind = ${kind}::post_kind`,
    ...(tagId ? [Prisma.sql`post_id IN (SELECT post_id FROM published_post_tag WHERE tag_id = ${tagId}::uuid)`] : []),
    ...(personId ? [Prisma.sql`post_id IN (SELECT post_id FROM published_authorship WHERE person_id = ${personId}::uuid)`] : []),
    ...(year ? [Prisma.sql`at >= ${year.from} AND at < ${year.until}`] : []),
  ], ' AND ')
}

async function describePosts(kind: PostKind, ids: string[]): Promise<Material[]> {
  const [rows, authors] = await Promise.all([
    searchReader().publishedPost.findMany({
      where: { id: { in: ids }, kind, OR: [{ listed: true }, { kind: 'page' }] },
      select: { id: true, slug: true, title: true, standfirst: true, excerpt: true, html: true, lang: true, publishedAt: true, commentCount: true, contentAnswer: true, contentNotes: true },
    }),
    readAuthors(ids),
  ])
  return rows.map((post) => ({
    id: post.id,
    path: postPath(post.slug),
    title: post.title,
    lang: post.lang,
    at: post.publishedAt,
    by: (authors.get(post.id) ?? []).map(({ name, handle }) => ({ name, handle })),
    replies: post.commentCount,
    postId: post.id,
    notes: sayContentNotes(readContentNotes(post)),
    topics: choosableOf(readContentNotes(post)),
    lead: post.standfirst || post.excerpt,
    passages: readPassages(post.html),
  }))
}
