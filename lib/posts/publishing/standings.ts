import type { PostState } from '#database'

type Stated = { state: PostState; publishAt: Date | null }

/**
 * How a post stands with its readers at a moment. The stored state alone does not say it: what was scheduled is published from its
 * minute on, by the condition of the views, and nothing has to write that down.
 */
export function standingOf({ state, publishAt }: Stated, now: Date): PostState {
  return state === 'scheduled' && publishAt !== null && publishAt <= now ? 'published' : state
}

/** `publish` and `schedule` bring the draft's text before readers; `move` leaves the text as it is that they saw. */
export type Way = 'publish' | 'schedule' | 'move'

/** Every move between two standings, and the ways in which an author makes it. What is not here is refused. */
export const moves: Record<PostState, Partial<Record<PostState, readonly Way[]>>> = {
  draft: { scheduled: ['schedule'], published: ['publish'], unlisted: ['publish'], archived: ['move'] },
  scheduled: { scheduled: ['schedule'], published: ['publish'], unlisted: ['publish'], draft: ['move'], archived: ['move'] },
  published: { published: ['publish'], unlisted: ['publish', 'move'], draft: ['move'], archived: ['move'] },
  unlisted: { unlisted: ['publish'], published: ['publish', 'move'], draft: ['move'], archived: ['move'] },
  archived: { scheduled: ['schedule'], published: ['publish', 'move'], unlisted: ['publish', 'move'], draft: ['move'] },
}

/** Whether a post that stands in one way may come to stand in another by this way. */
export function mayMove(from: PostState, to: PostState, way: Way): boolean {
  return moves[from][to]?.includes(way) ?? false
}
