import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'
import { refuse } from '#lib/refusal.ts'

const verdicts = ['approve', 'reject'] as const

/** Somebody whom readers know wants to go by another name. They know the old one until this one is approved. */
export const nameChange: ReviewKindModule = {
  kind: 'name',
  noun: 'name',
  verdicts,
  possible: ({ item }) => (item.state === 'waiting' ? [...verdicts] : []),
  /** Who moderates has a name at once, so this is of one who lately came to it. */
  permit: (viewer, { matter }) => (matter.authorId === viewer.id ? refuse('forbidden', 'This is a name of yours, so somebody else reads it.') : null),
  effect: (verdict, { text }) => (verdict === 'approve' ? { state: 'published', approve: text } : { state: 'rejected' }),
  matters: ({ matter }) => matter.state === 'held',
}
