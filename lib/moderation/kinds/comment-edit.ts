import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'

const verdicts = ['approve', 'reject', 'return'] as const

/** A new text of a published comment. Readers keep the approved one until this one is. */
export const commentEdit: ReviewKindModule = {
  kind: 'comment_edit',
  noun: 'edit',
  verdicts,
  possible: ({ item }) => (item.state === 'waiting' ? [...verdicts] : []),
  permit: () => null,
  effect(verdict, { matter, text }) {
    if (verdict === 'approve') return { approve: text }
    // Returned, the new text stays with its writer to be mended; rejected, it is as if it had not been written.
    return verdict === 'reject' ? { currentRevisionId: matter.approvedRevisionId } : {}
  },
  matters: ({ matter }) => matter.state === 'published' || matter.state === 'hidden',
}
