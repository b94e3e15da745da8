import { publicReader } from '#lib/database.ts'
import { compareTexts } from '#lib/compare-texts.ts'
import type { DiffPart } from '#lib/compare-texts.ts'

/** One text of a comment that readers see, or once saw. */
export type ShownText = {
  id: string
  from: Date
  html: string
  /** What changed from the one before; null for the first. */
  changes: DiffPart[] | null
}

export type TextHistory = {
  post: { title: string; slug: string }
  author: { name: string } | null
  submittedAt: Date | null
  /** Newest first; at least two. */
  texts: ShownText[]
}

/** Texts that are compared, the newest. Nobody has changed one comment more often so far. */
const textsShown = 50

/** Every text of a public comment that readers once saw; null for what is not public, and for what was never changed before readers. */
export async function readTextHistory(commentId: string): Promise<TextHistory | null> {
  const comment = await publicReader().publishedComment.findFirst({ where: { id: commentId, edited: true }, select: { authorName: true, submittedAt: true, postId: true } })
  const post = comment && (await publicReader().publishedPost.findUnique({ where: { id: comment.postId }, select: { title: true, slug: true } }))
  if (!comment || !post) return null
  const rows = await publicReader().publishedCommentText.findMany({ where: { commentId }, orderBy: [{ shownFrom: 'desc' }, { revisionId: 'desc' }], take: textsShown })
  const texts = rows.map(({ revisionId: id, shownFrom: from, html, written }, place) => {
    const before = rows[place + 1]
    return { id, from, html, changes: before ? compareTexts(before.written, written) : null }
  })
  return texts.length < 2 ? null : { post, author: comment.authorName === null ? null : { name: comment.authorName }, submittedAt: comment.submittedAt, texts }
}
