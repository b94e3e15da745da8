import { publicReader, reader } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** A comment as the beginning of a branch that somebody may follow. */
export type FollowedBranch = {
  id: string
  name: string
  html: string
  submittedAt: Date
  said: boolean | null
  /** Who wrote it, to be muted; null for the viewer's own, and where nobody has an account. */
  writer: { handle: string; mutes: boolean } | null
}

/** Null when nobody sees the comment, or there is none. */
export async function readFollowedBranch(viewer: SignedIn, id: string): Promise<FollowedBranch | null> {
  const comment = await publicReader().publishedComment.findFirst({ where: { id, tombstone: false }, select: { authorName: true, authorId: true, authorHandle: true, html: true, submittedAt: true } })
  if (!comment?.submittedAt) return null
  const [said, mute] = await Promise.all([
    reader().follow.findUnique({ where: { personId_commentId: { personId: viewer.id, commentId: id } }, select: { wanted: true } }),
    comment.authorId ? reader().mute.findUnique({ where: { personId_mutedId: { personId: viewer.id, mutedId: comment.authorId } }, select: { at: true } }) : null,
  ])
  const handle = comment.authorId === viewer.id ? null : comment.authorHandle
  return { id, name: comment.authorName ?? 'Somebody', html: comment.html ?? '', submittedAt: comment.submittedAt, said: said?.wanted ?? null, writer: handle ? { handle, mutes: mute !== null } : null }
}
