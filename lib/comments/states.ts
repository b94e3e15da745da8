import { CommentState } from '#database'

/** What a person can do to a comment, or to what waits in the queue about it. */
export const actions = ['approve', 'return', 'reject', 'hide', 'restore', 'resubmit', 'withdraw'] as const
export type CommentAction = (typeof actions)[number]

/**
 * The legal moves, all of them. The database holds the same list (`comment_move_is_legal`); one test compares the two over
 * every pair of states. Undo is not in it: it takes a move back.
 */
export const moves: { action: CommentAction; from: CommentState; to: CommentState }[] = [
  { action: 'approve', from: 'held', to: 'published' },
  { action: 'approve', from: 'rejected', to: 'published' },
  { action: 'return', from: 'held', to: 'returned' },
  { action: 'reject', from: 'held', to: 'rejected' },
  { action: 'resubmit', from: 'returned', to: 'held' },
  { action: 'hide', from: 'published', to: 'hidden' },
  { action: 'restore', from: 'hidden', to: 'published' },
  ...Object.values(CommentState)
    .filter((from) => from !== 'withdrawn')
    .map((from) => ({ action: 'withdraw' as const, from, to: 'withdrawn' as const })),
]

/** The state an action leads to from a state; null when it is not a legal move. */
export function stateAfter(from: CommentState, action: CommentAction): CommentState | null {
  return moves.find((move) => move.from === from && move.action === action)?.to ?? null
}

/** The actions that are legal in a state. */
export function actionsIn(from: CommentState): CommentAction[] {
  return moves.filter((move) => move.from === from).map((move) => move.action)
}
