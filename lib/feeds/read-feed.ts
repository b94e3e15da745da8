import type { Prisma } from '#database'
import { publicReader } from '#lib/database.ts'
import { composeEssay } from '#lib/feeds/compose-essay.ts'
import { conversationFeed } from '#lib/feeds/feed-path.ts'
import { lastingId } from '#lib/feeds/feed.ts'
import type { Feed, FeedItem } from '#lib/feeds/feed.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { readAuthors } from '#lib/posts/read-authors.ts'
import { summarisePost } from '#lib/posts/summarise-post.ts'
import { readUpdateNotes } from '#lib/posts/update-notes/read-update-notes.ts'
import { readNamedWorks } from '#lib/works/read-post-works.ts'
import { site } from '#lib/site.ts'

/** Whose essays: the whole site's, one tag's, one person's. */
export type FeedScope = { tag?: string; person?: string }

/** Essays in a feed. */
const itemsPerFeed = 20

/** The newest essays of a scope as a feed. Null when there is no such tag, or no essay of such a person. */
export async function readFeed(scope: FeedScope): Promise<Feed | null> {
  const frame = await readFrame(scope)
  if (!frame) return null
  const { where, ...head } = frame
  const items = await readItems(where)
  return items.length === 0 && scope.person !== undefined ? null : { ...head, items }
}

type Frame = Omit<Feed, 'items'> & { where: Prisma.PublishedPostWhereInput }

async function readFrame({ tag, person }: FeedScope): Promise<Frame | null> {
  if (tag !== undefined) return readTagFrame(tag)
  if (person !== undefined) return readPersonFrame(person)
  return { title: site.name, description: site.description, path: '/', base: '', where: {} }
}

async function readTagFrame(slug: string): Promise<Frame | null> {
  const tag = await publicReader().publishedTag.findUnique({ where: { slug }, select: { id: true, name: true } })
  if (!tag) return null
  const path = `/tags/${encodeURIComponent(slug)}`
  return {
    title: `${tag.name} · ${site.name}`,
    description: `Essays filed under ${tag.name}`,
    path,
    base: path,
    where: { tags: { some: { tagId: tag.id } } },
  }
}

async function readPersonFrame(handle: string): Promise<Frame | null> {
  const person = await publicReader().publishedPerson.findUnique({ where: { handle }, select: { id: true, name: true } })
  if (!person) return null
  const path = `/people/${handle}`
  return {
    title: `${person.name} · ${site.name}`,
    description: `Essays by ${person.name}`,
    path,
    base: path,
    where: { authorships: { some: { personId: person.id } } },
  }
}

async function readItems(where: Prisma.PublishedPostWhereInput): Promise<FeedItem[]> {
  const rows = await publicReader().publishedPost.findMany({
    where: { AND: [{ listed: true }, where] },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: itemsPerFeed,
    select: {
      id: true, slug: true, title: true, standfirst: true, excerpt: true, text: true, html: true, lang: true,
      contentAnswer: true, contentNotes: true, publishedAt: true, updatedAt: true, commentsMode: true, commentCount: true,
    },
  })
  const ids = rows.map(({ id }) => id)
  const [authors, tags, notes, works] = await Promise.all([
    readAuthors(ids),
    publicReader().publishedPostTag.findMany({ where: { postId: { in: ids } }, orderBy: { position: 'asc' }, select: { postId: true, name: true } }),
    readUpdateNotes(ids),
    readNamedWorks(ids),
  ])
  return rows.map(({ contentAnswer, contentNotes: stored, ...row }) => {
    const contentNotes = readContentNotes({ contentAnswer, contentNotes: stored })
    const talks = row.commentsMode === 'open' || row.commentCount > 0
    return {
      id: lastingId(row.id),
      title: row.title,
      path: postPath(row.slug),
      html: composeEssay({ ...row, contentNotes, updateNotes: notes.get(row.id) ?? [], works: works.get(row.id) ?? [] }),
      summary: summarisePost({ ...row, contentNotes }),
      lang: row.lang,
      authors: (authors.get(row.id) ?? []).map(({ name, handle }) => ({ name, path: `/people/${handle}` })),
      tags: tags.filter(({ postId }) => postId === row.id).map(({ name }) => name),
      publishedAt: row.publishedAt,
      updatedAt: row.updatedAt,
      conversation: talks ? { count: row.commentCount, path: `${postPath(row.slug)}#conversation`, feed: conversationFeed(row.slug) } : null,
      answers: null,
    }
  })
}
