import { publicReader } from '#lib/database.ts'
import { escapeHtml } from '#lib/feeds/escape-html.ts'
import { lastingId } from '#lib/feeds/feed.ts'
import type { Feed, FeedItem } from '#lib/feeds/feed.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { SaidContent } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { site } from '#lib/site.ts'

/** Comments in a feed. Who asks less often than they come has the page. */
const itemsPerFeed = 50

type Discussed = { id: string; slug: string; title: string; lang: string } & SaidContent

/**
 * The comments that were approved last under an essay or page, newest approval first. Null where there is none of that slug,
 * and for an essay that is unlisted: feeds are collected and searched by others, which would list it.
 */
export async function readConversationFeed(slug: string): Promise<Feed | null> {
  const post = await publicReader().publishedPost.findFirst({
    where: { slug, OR: [{ listed: true }, { kind: 'page' }] },
    select: { id: true, slug: true, title: true, lang: true, contentAnswer: true, contentNotes: true },
  })
  if (!post) return null
  return {
    title: `The conversation under ${post.title} · ${site.name}`,
    description: `What readers say about ${post.title}`,
    path: postPath(post.slug),
    base: `${postPath(post.slug)}/comments`,
    items: await readItems(post),
  }
}

async function readItems(post: Discussed): Promise<FeedItem[]> {
  const rows = await publicReader().publishedComment.findMany({
    where: { postId: post.id, tombstone: false },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: itemsPerFeed,
    select: { id: true, parentId: true, authorName: true, authorHandle: true, html: true, text: true, publishedAt: true },
  })
  const standing = await findPublic(rows.flatMap(({ parentId }) => parentId ?? []))
  // What is said below a text is about what the text is about.
  const notes = sayContentNotes(readContentNotes(post))
  return rows.flatMap(({ id, parentId, authorName, authorHandle, html, text, publishedAt }) => {
    if (html === null || publishedAt === null) return []
    const name = authorName || 'Somebody'
    return {
      id: lastingId(id),
      title: `${name} on ${post.title}`,
      path: `/c/${id}`,
      html: notes === '' ? html : `<p><small>${escapeHtml(notes)}</small></p>\n${html}`,
      summary: [notes, shorten(text ?? '', 300)].filter((part) => part !== '').join(' '),
      lang: post.lang,
      authors: [{ name, path: authorHandle && `/people/${authorHandle}` }],
      tags: [],
      publishedAt,
      updatedAt: publishedAt,
      conversation: null,
      answers: parentId && standing.has(parentId) ? { id: lastingId(parentId), path: `/c/${parentId}` } : { id: lastingId(post.id), path: postPath(post.slug) },
    }
  })
}

/** What is gone is not named, not even as what was answered. */
async function findPublic(ids: string[]): Promise<Set<string>> {
  const rows = await publicReader().publishedComment.findMany({ where: { id: { in: ids }, tombstone: false }, select: { id: true } })
  return new Set(rows.map(({ id }) => id))
}
