import { actionsIn, stateAfter } from '#lib/comments/states.ts'
import type { ReviewKindModule } from '#lib/moderation/kinds/kind.ts'
import { refuse } from '#lib/refusal.ts'

const verdicts = ['approve', 'reject', 'return', 'hide', 'restore'] as const

/** A comment, from its first text on and for as long as it stands: the item of a published one is where it is hidden. */
export const comment: ReviewKindModule = {
  kind: 'comment',
  noun: 'comment',
  verdicts,
  possible({ matter }) {
    const legal = actionsIn(matter.state)
    return verdicts.filter((verdict) => legal.includes(verdict))
  },
  /** A moderator's first words need nobody else; a verdict of somebody else on them is not theirs to turn round. */
  permit(viewer, { matter }) {
    const turnsRound = matter.authorId === viewer.id && matter.state !== 'held'
    return turnsRound ? refuse('forbidden', 'This is a text of yours that was decided, so somebody else judges it.') : null
  },
  effect(verdict, { matter, text }) {
    const state = stateAfter(matter.state, verdict as (typeof verdicts)[number]) ?? matter.state
    return verdict === 'approve' ? { state, approve: text } : { state }
  },
  matters: () => true,
}
