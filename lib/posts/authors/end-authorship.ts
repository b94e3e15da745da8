import type { Transaction } from '#lib/database.ts'

type Ending = { postId: string; personId: string; now: Date }

/** Somebody is no author of a post any more. What they wrote stays; what they gave to others of it ends: they alone know to whom. */
export async function endAuthorship(tx: Transaction, { postId, personId, now }: Ending): Promise<void> {
  await tx.authorship.deleteMany({ where: { postId, personId } })
  await tx.authorInvitation.deleteMany({ where: { postId, OR: [{ personId }, { invitedById: personId, agreedAt: null }] } })
  await tx.draftLink.updateMany({ where: { postId, madeById: personId, revokedAt: null }, data: { revokedAt: now } })
  await tx.post.update({ where: { id: postId }, data: { version: { increment: 1 }, updatedAt: now }, select: { id: true } })
}
