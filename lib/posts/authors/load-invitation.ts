import type { Transaction } from '#lib/database.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

export type LoadedInvitation = { postId: string; personId: string; agreedAt: Date | null; declinedAt: Date | null; authorships: { personId: string; position: number }[] }

/** What somebody was asked, with the post locked, so that its authors do not change meanwhile. */
export async function loadInvitation(tx: Transaction, { postId, personId }: { postId: string; personId: string }): Promise<LoadedInvitation | Refusal> {
  await tx.$queryRaw`SELECT FROM post WHERE id = ${postId}::uuid FOR NO KEY UPDATE`
  const found = await tx.authorInvitation.findUnique({
    where: { postId_personId: { postId, personId }, post: { deletedDraft: null } },
    select: { postId: true, personId: true, agreedAt: true, declinedAt: true, post: { select: { authorships: { select: { personId: true, position: true } } } } },
  })
  if (!found) return noInvitation
  const { post, ...invitation } = found
  return { ...invitation, authorships: post.authorships }
}

export const noInvitation = refuse('not-found', 'This invitation is not there any more.')

/** An invitation is its person's to answer. To everybody else it is as if it were not there. */
export function permitAsked(viewer: Viewer, { personId }: LoadedInvitation): Refusal | null {
  return viewer.id === personId ? null : noInvitation
}
