import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'

const verdicts = ['approve', 'reject', 'return'] as const

/** A change to a work, or a new work, that somebody suggests. Readers see the facts as they are until it is approved. */
export const proposal: ReviewKindModule = {
  kind: 'proposal',
  noun: 'proposal',
  verdicts,
  possible: ({ item }) => (item.state === 'waiting' ? [...verdicts] : []),
  /** Like a moderator's first words, a moderator's proposal needs nobody else. */
  permit: () => null,
  effect(verdict, { text }) {
    if (verdict === 'approve') return { state: 'published', approve: text }
    return { state: verdict === 'return' ? 'returned' : 'rejected' }
  },
  matters: ({ matter }) => matter.state === 'held',
}
