import { publicReader } from '#lib/database.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { QuotedReply } from '#lib/posts/read-recent-replies.ts'
import { shorten } from '#lib/posts/shorten.ts'

/** What fits a few lines. */
const longest = 280

/** What was said last under some essays, newest first. */
export async function readRepliesUnder(postIds: string[], take: number): Promise<QuotedReply[]> {
  if (postIds.length === 0) return []
  const rows = await publicReader().publishedComment.findMany({
    where: { postId: { in: postIds }, tombstone: false },
    orderBy: { publishedAt: 'desc' },
    take,
    select: {
      id: true, authorName: true, authorHandle: true, text: true, submittedAt: true,
      post: { select: { slug: true, title: true, contentAnswer: true, contentNotes: true } },
    },
  })
  return rows.flatMap(({ id, authorName, authorHandle, text, submittedAt, post: { slug, title, ...said } }) => submittedAt ? [{
    id, text: shorten(text ?? '', longest), by: { name: authorName ?? '', handle: authorHandle }, at: submittedAt,
    post: { slug, title, contentNotes: readContentNotes(said) },
  }] : [])
}
