import { stateAfter } from '#lib/comments/states.ts'
import type { CommentAction } from '#lib/comments/states.ts'
import type { CommentState } from '#database'
import type { Effect, ReviewKindModule, Subject } from '#lib/moderation/kinds/kind.ts'
import { refuse } from '#lib/refusal.ts'

const verdicts = ['uphold', 'overturn'] as const

/** The verdict that turns another round. A return is not among them: the writer has the text and can send it again. */
const reversals: Partial<Record<string, CommentAction>> = { approve: 'hide', restore: 'hide', hide: 'restore', reject: 'approve' }

/** A second look that took a text down is a taking down like any other: its writer may appeal it. */
function reversalOf({ action, toState }: { action: string; toState: CommentState | null }): CommentAction | undefined {
  return action === 'overturn' && toState === 'hidden' ? 'restore' : reversals[action]
}

/** Whether a decision of this sort can be read again at all. */
export function canBeReadAgain(action: string): boolean {
  return reversals[action] !== undefined
}

/** What appeals and second looks have in common: a decision is read again, by somebody who has no part in it. */
export const readAgain: Omit<ReviewKindModule, 'kind' | 'noun'> = {
  verdicts,
  possible(subject) {
    if (subject.item.state !== 'waiting') return []
    return turnedRound(subject) ? [...verdicts] : ['uphold']
  },
  permit(viewer, { item, matter, about }) {
    if (about?.byId === viewer.id) return refuse('forbidden', 'This is about a decision of yours, so somebody else reads it.')
    if (item.openedById === viewer.id || matter.authorId === viewer.id) return refuse('forbidden', 'You asked for this yourself, so somebody else reads it.')
    return null
  },
  effect(verdict, subject): Effect {
    const turned = verdict === 'overturn' ? turnedRound(subject) : null
    if (!turned) return {}
    return turned.action === 'approve' ? { state: turned.state, approve: subject.text } : { state: turned.state }
  },
  matters: (subject) => turnedRound(subject) !== null,
}

function turnedRound({ matter, about }: Pick<Subject, 'matter' | 'about'>): { action: CommentAction; state: CommentState } | null {
  const action = about ? reversalOf(about) : undefined
  const state = action ? stateAfter(matter.state, action) : null
  return action && state ? { action, state } : null
}
