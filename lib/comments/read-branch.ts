import { z } from 'zod'
import { Prisma } from '#database'
import { bytesOf, known, momentOf, publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'

/** The comment at the head of a branch that is read alone; its name and moment are null when only its place is left. */
export type BranchHead = { id: string; name: string | null; at: Date | null; path: Uint8Array }

/** Null for what is not public under this post, which is as if it did not exist. */
export function branchHead(postId: string, id: string): Question<BranchHead | null> {
  if (!z.uuid().safeParse(id).success) return known(null)
  return publicQuestion(
    Prisma.sql`SELECT c.id, c.author_name AS name, c.submitted_at AS at, c.path FROM published_comment c WHERE c.id = ${id}::uuid AND c.post_id = ${postId}::uuid`,
    ([head]: { id: string; name: string | null; at: string | null; path: string }[]) => (head ? { ...head, at: head.at === null ? null : momentOf(head.at), path: bytesOf(head.path) } : null),
  )
}
