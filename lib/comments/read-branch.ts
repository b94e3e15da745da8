import { z } from 'zod'
import { publicReader } from '#lib/database.ts'

/** The comment at the head of a branch that is read alone; its name and moment are null when only its place is left. */
export type BranchHead = { id: string; name: string | null; at: Date | null; path: Uint8Array }

/** @returns null for what is not public under this post, which is as if it did not exist */
export async function readBranchHead(postId: string, id: string): Promise<BranchHead | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await publicReader().publishedComment.findFirst({ where: { id, postId }, select: { id: true, authorName: true, submittedAt: true, path: true } })
  return row && { id: row.id, name: row.authorName, at: row.submittedAt, path: row.path }
}
