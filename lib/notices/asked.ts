import type { Prisma } from '#database'

/** What to select of a post to say who asked somebody to write it, and what it is called, though nobody else reads it yet. */
export const askedShape = {
  draftRevision: { select: { title: true } },
  invitations: { select: { personId: true, invitedBy: { select: { name: true } } } },
} as const satisfies Prisma.PostSelect

type AskedPost = Prisma.PostGetPayload<{ select: typeof askedShape }>

/** Who asked this person to write a post, and its title; empty while it has none. */
export function askedOf(post: AskedPost | null, personId: string): { by: string; title: string } {
  const mine = post?.invitations.find((each) => each.personId === personId)
  return { by: mine?.invitedBy.name ?? 'Somebody', title: post?.draftRevision?.title ?? '' }
}
