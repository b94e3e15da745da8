import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'
import { refuse } from '#lib/refusal.ts'

const verdicts = ['approve', 'reject', 'return'] as const

/** An essay that a reader sent to be published here, or a new text of one that was. */
export const guestPost: ReviewKindModule = {
  kind: 'guest_post',
  noun: 'guest essay',
  verdicts,
  possible: ({ item }) => (item.state === 'waiting' ? [...verdicts] : []),
  /** Who moderates publishes their own, so this is of one who lately came to it. */
  permit: (viewer, { matter }) => (matter.authorId === viewer.id ? refuse('forbidden', 'This is an essay of yours, so somebody else reads it.') : null),
  effect(verdict, { matter, text }) {
    if (verdict === 'approve') return { state: 'published', approve: text }
    // Of what is published already, readers keep the text that they have.
    if (matter.state === 'published') return verdict === 'reject' ? { currentRevisionId: matter.approvedRevisionId } : {}
    return { state: verdict === 'return' ? 'returned' : 'rejected' }
  },
  matters: ({ matter }) => matter.state === 'held' || (matter.state === 'published' && matter.currentRevisionId !== matter.approvedRevisionId),
}
