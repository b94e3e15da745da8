import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'
import { refuse } from '#lib/refusal.ts'

const judging = ['approve', 'reject', 'return'] as const

const verdicts = [...judging, 'hide', 'restore'] as const

/** An essay that a reader sent to be published here, or a new text of one that was. The item of a published one is where it is taken down. */
export const guestPost: ReviewKindModule = {
  kind: 'guest_post',
  noun: 'guest essay',
  verdicts,
  possible({ item, matter }) {
    if (item.state === 'waiting') return [...judging]
    if (matter.state === 'hidden') return ['restore']
    // What its writer or an administrator has taken from the lists stands before nobody whom a moderator could ask about it.
    return matter.state === 'published' && matter.approvedRevisionId !== null ? ['hide'] : []
  },
  /** Who moderates publishes their own, so this is of one who lately came to it. */
  permit: (viewer, { matter }) => (matter.authorId === viewer.id ? refuse('forbidden', 'This is an essay of yours, so somebody else reads it.') : null),
  effect(verdict, { matter, text }) {
    if (verdict === 'approve') return { state: 'published', approve: text }
    if (verdict === 'hide') return { state: 'hidden' }
    if (verdict === 'restore') return { state: 'published' }
    // Of what is published already, readers keep the text that they have.
    if (matter.state === 'published') return verdict === 'reject' ? { currentRevisionId: matter.approvedRevisionId } : {}
    return { state: verdict === 'return' ? 'returned' : 'rejected' }
  },
  matters: ({ matter }) => matter.state === 'held' || (matter.state === 'published' && matter.currentRevisionId !== matter.approvedRevisionId),
}
