import { actionsIn, stateAfter } from '#lib/comments/states.ts'
import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'

const verdicts = ['approve', 'reject', 'return', 'hide', 'restore'] as const

/** A comment, from its first text on and for as long as it stands: the item of a published one is where it is hidden. */
export const comment: ReviewKindModule = {
  kind: 'comment',
  noun: 'comment',
  verdicts,
  possible({ comment }) {
    const legal = actionsIn(comment.state)
    return verdicts.filter((verdict) => legal.includes(verdict))
  },
  permit: () => null,
  effect(verdict, { comment, text }) {
    const state = stateAfter(comment.state, verdict as (typeof verdicts)[number]) ?? comment.state
    return verdict === 'approve' ? { state, approve: text } : { state }
  },
  matters: () => true,
}
