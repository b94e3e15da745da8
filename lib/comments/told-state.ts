import type { CommentState } from '#database'

/** How a text stands as its writer is told. `settling`: a moderator has decided, and may still take that back unsaid. */
export type Told = { state: CommentState; settling: boolean }

/**
 * What is published is public at once. What was refused or returned waits, for its writer, until that is told; what was taken down
 * is seen to be gone at once, and why is told in time.
 * @param untold the decision that led to the state is not told yet
 */
export function toldState(state: CommentState, untold: boolean): Told {
  if (!untold) return { state, settling: false }
  if (state === 'rejected' || state === 'returned') return { state: 'held', settling: true }
  return { state, settling: state === 'hidden' }
}

/** Somebody decides about a text in this very minute; what, is told when that cannot be taken back unsaid any more. */
export const inHand = 'A moderator has this text in hand just now. Please try again in a minute; what you wrote is still here.'
