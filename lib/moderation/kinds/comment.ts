import { actionsIn, stateAfter } from '#lib/comments/states.ts'
import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'
import { refuse } from '#lib/refusal.ts'

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
  /** A moderator's first words need nobody else; a verdict of somebody else on them is not theirs to turn round. */
  permit(viewer, { comment }) {
    const turnsRound = comment.authorId === viewer.id && comment.state !== 'held'
    return turnsRound ? refuse('forbidden', 'This is a text of yours that was decided, so somebody else judges it.') : null
  },
  effect(verdict, { comment, text }) {
    const state = stateAfter(comment.state, verdict as (typeof verdicts)[number]) ?? comment.state
    return verdict === 'approve' ? { state, approve: text } : { state }
  },
  matters: () => true,
}
