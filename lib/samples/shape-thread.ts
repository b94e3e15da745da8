import { pick } from '#lib/samples/sample-random.ts'
import type { Random } from '#lib/samples/sample-random.ts'

/** One comment of a thread to be: the index of the one it answers (null: the post), its level from 0, and when, from 0 to 1. */
export type ShapedComment = { parent: number | null; depth: number; moment: number }

/** Levels of a sample thread. Discussions that go deeper are rare, and tests make them by hand. */
const levels = 12

/**
 * The shape of a discussion: a third speaks to the post; the others answer what was said last, or what drew answers before
 * (each answer makes the next one there more likely). Most of it happens early, a little goes on for long.
 * Every comment comes after the one it answers.
 */
export function shapeThread(count: number, random: Random): ShapedComment[] {
  const thread: ShapedComment[] = []
  const heard: number[] = []
  for (let index = 0; index < count; index++) {
    const parent = index === 0 || random() < 1 / 3 ? null : climb(thread, chooseParent(index, heard, random))
    thread.push({ parent, depth: parent === null ? 0 : (thread[parent]?.depth ?? 0) + 1, moment: ((index + random()) / count) ** 2 })
    heard.push(index)
    if (parent !== null) heard.push(parent)
  }
  return thread
}

/** `heard` names each comment once for itself and once for each answer that it had. */
function chooseParent(index: number, heard: readonly number[], random: Random): number {
  const recent = 20
  if (random() < 0.4) return Math.max(0, index - 1 - Math.floor(random() * recent))
  return pick(random, heard)
}

/** In the last level one answers the comment above. */
function climb(thread: readonly ShapedComment[], chosen: number): number {
  const comment = thread[chosen]
  if (!comment || comment.parent === null || comment.depth < levels - 1) return chosen
  return comment.parent
}
