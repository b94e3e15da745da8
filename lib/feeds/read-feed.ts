import type { Prisma } from '#database'
import { publicReader } from '#lib/database.ts'
import type { Feed, FeedItem } from '#lib/feeds/feed.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { readAuthors } from '#lib/posts/read-authors.ts'
import { sayContentNotes } from '#lib/posts/content-notes.ts'
import { shorten } from '#lib/posts/shorten.ts'
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
  return items.length === 0 && scope.person ? null : { ...head, items }
}

type Frame = Omit<Feed, 'items'> & { where: Prisma.PublishedPostWhereInput }

async function readFrame({ tag, person }: FeedScope): Promise<Frame | null> {
  if (tag !== undefined) return readTagFrame(tag)
  if (person !== undefined) return readPersonFrame(person)
  return { title: site.name, description: site.description, path: '/', where: {} }
}

async function readTagFrame(slug: string): Promise<Frame | null> {
  const tag = await publicReader().publishedTag.findUnique({ where: { slug }, select: { id: true, name: true } })
  if (!tag) return null
  return {
    title: `${tag.name} · ${site.name}`,
    description: `Essays filed under ${tag.name}`,
    path: `/tags/${encodeURIComponent(slug)}`,
    where: { tags: { some: { tagId: tag.id } } },
  }
}

async function readPersonFrame(handle: string): Promise<Frame | null> {
  const person = await publicReader().publishedPerson.findUnique({ where: { handle }, select: { id: true, name: true } })
  if (!person) return null
  return {
    title: `${person.name} · ${site.name}`,
    description: `Essays by ${person.name}`,
    path: `/people/${handle}`,
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
      contentNotes: true, publishedAt: true, updatedAt: true,
    },
  })
  const ids = rows.map(({ id }) => id)
  const [authors, tags] = await Promise.all([
    readAuthors(ids),
    publicReader().publishedPostTag.findMany({ where: { postId: { in: ids } }, orderBy: { position: 'asc' }, select: { postId: true, name: true } }),
  ])
  return rows.map((row) => {
    const notes = sayContentNotes(row.contentNotes)
    return {
      id: `urn:uuid:${row.id}`,
      title: row.title,
      path: postPath(row.slug),
      html: notes ? `<p><small>${escapeText(notes)}</small></p>\n${row.html}` : row.html,
      summary: [notes, row.excerpt || row.standfirst || shorten(row.text, 200)].filter((part) => part !== '').join(' '),
      lang: row.lang,
      authors: (authors.get(row.id) ?? []).map(({ name }) => name),
      tags: tags.filter(({ postId }) => postId === row.id).map(({ name }) => name),
      publishedAt: row.publishedAt,
      updatedAt: row.updatedAt,
    }
  })
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
