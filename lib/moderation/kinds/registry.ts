import type { ReviewKind } from '#database'
import { appeal } from '#lib/moderation/kinds/appeal.ts'
import { commentEdit } from '#lib/moderation/kinds/comment-edit.ts'
import { comment } from '#lib/moderation/kinds/comment.ts'
import { guestPost } from '#lib/moderation/kinds/guest-post.ts'
import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'
import { nameChange } from '#lib/moderation/kinds/name-change.ts'
import { proposal } from '#lib/moderation/kinds/proposal.ts'
import { report } from '#lib/moderation/kinds/report.ts'
import { secondLook } from '#lib/moderation/kinds/second-look.ts'

/** Every kind of thing that the queue can hold, in the order in which filters name them. */
export const kinds: readonly ReviewKindModule[] = [comment, commentEdit, nameChange, proposal, guestPost, report, appeal, secondLook]

/** The module of a kind; throws for one that is not registered, since an item of it could not be decided. */
export function kindModule(kind: ReviewKind): ReviewKindModule {
  const found = kinds.find((each) => each.kind === kind)
  if (!found) throw new Error(`Nothing knows how to review a ${kind}`)
  return found
}
