import { countLeftOut } from '#lib/posts/writing/count-left-out.ts'
import type { Words } from '#lib/posts/writing/count-left-out.ts'

/** Milliseconds from its beginning: so long one autosave goes on. The database refuses more (migration 20261122160100). */
const longest = 10 * 60 * 1000

/** Characters of all its earlier savings together that an autosave may have lost. A page that was emptied by mistake is one more revision. */
export const mostLeftOut = 200

type Going = Words & { editorId: string | null; createdAt: Date; leftOut: number }

/**
 * Whether a text that a page saved by itself takes the place of the one that it saved before: by the same person, within ten minutes, and
 * without losing more than a sentence or two on the way.
 * @returns how much of it all is lost then; null when it is a text of its own
 */
export function goesOn(kept: Going, written: Words & { editorId: string | null }, now: Date): number | null {
  const age = now.getTime() - kept.createdAt.getTime()
  if (kept.editorId === null || kept.editorId !== written.editorId || age < 0 || age >= longest) return null
  const leftOut = kept.leftOut + countLeftOut(kept, written)
  return leftOut <= mostLeftOut ? leftOut : null
}
