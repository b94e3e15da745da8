import type { Matter } from '#lib/moderation/kinds/kind.ts'
import { commentMatter } from '#lib/moderation/matters/comment-matter.ts'
import { guestPostMatter } from '#lib/moderation/matters/guest-post-matter.ts'
import type { LockRow, MatterModule } from '#lib/moderation/matters/matter.ts'
import { nameMatter } from '#lib/moderation/matters/name-matter.ts'
import { proposalMatter } from '#lib/moderation/matters/proposal-matter.ts'

const matters: Record<Matter['type'], MatterModule> = { comment: commentMatter, name: nameMatter, proposal: proposalMatter, guest_post: guestPostMatter }

/** What can be done with what a verdict is about. */
export function matterModule({ type }: Pick<Matter, 'type'>): MatterModule {
  return matters[type]
}

/** By what of an item one knows what sort of thing it is about. Null: it is about nothing. */
export function matterOfItem({ nameId, proposalId, guestPostId, commentId }: LockRow): MatterModule | null {
  if (nameId) return matters.name
  if (proposalId) return matters.proposal
  if (guestPostId) return matters.guest_post
  return commentId ? matters.comment : null
}
