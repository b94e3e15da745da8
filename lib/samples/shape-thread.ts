import { pick } from '#lib/samples/sample-random.ts'
import type { Random } from '#lib/samples/sample-random.ts'

/** One comment of a thread to be: the index of the one it answers (null: the post), its level from 0, and when, from 0 to 1. */
export type ShapedComment = { parent: number | null; depth: number; moment: number }

/** Levels of a usual sample thread. */
const usualLevels = 12
/** In a deeper one, so many of the comments are part of a dialogue of two that goes on and on. */
const shareOfDialogues = 0.3

/**
 * The shape of a discussion: a third speaks to the post; the others answer what was said last, or what drew answers before
 * (each answer makes the next one there more likely). Most of it happens early, a little goes on for long.
 * Every comment comes after the one it answers.
 * @param levels beyond twelve, a few dialogues go so deep, as far as there are comments for it
 */
export function shapeThread(count: number, random: Random, levels = usualLevels): ShapedComment[] {
  const thread: ShapedComment[] = []
  const heard: number[] = []
  const dialogues = levels > usualLevels ? Array.from({ length: Math.max(1, Math.floor((count * shareOfDialogues) / levels)) }, (): number | null => null) : []
  const left = () => dialogues.reduce<number>((sum, last) => sum + levels - 1 - (last === null ? -1 : (thread[last]?.depth ?? 0)), 0)
  for (let index = 0; index < count; index++) {
    const goesOn = dialogues.length > 0 && (random() < shareOfDialogues || left() >= count - index)
    const dialogue = goesOn ? shallowest(thread, dialogues) : -1
    const parent = goesOn ? (dialogues[dialogue] ?? null) : index === 0 || random() < 1 / 3 ? null : climb(thread, chooseParent(index, heard, random))
    const depth = parent === null ? 0 : (thread[parent]?.depth ?? 0) + 1
    thread.push({ parent, depth, moment: ((index + random()) / count) ** 2 })
    heard.push(index)
    if (parent !== null) heard.push(parent)
    if (goesOn && depth < levels - 1) dialogues[dialogue] = index
    else if (goesOn) dialogues.splice(dialogue, 1)
  }
  return thread
}

/** A thread in which every top-level comment has so many answers and nobody answers those: each of its pages shows as much as any other. */
export function shapeEvenThread(count: number, random: Random, answers: number): ShapedComment[] {
  return Array.from({ length: count }, (_, index) => {
    const place = index % (answers + 1)
    return { parent: place === 0 ? null : index - place, depth: place === 0 ? 0 : 1, moment: ((index + random()) / count) ** 2 }
  })
}

/** The dialogue that has come least far. */
function shallowest(thread: readonly ShapedComment[], dialogues: readonly (number | null)[]): number {
  const depths = dialogues.map((last) => (last === null ? -1 : (thread[last]?.depth ?? 0)))
  return depths.indexOf(Math.min(...depths))
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
  if (!comment || comment.parent === null || comment.depth < usualLevels - 1) return chosen
  return comment.parent
}
