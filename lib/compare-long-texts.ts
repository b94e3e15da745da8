import { commonLines, linesOf } from '#lib/compare-lines.ts'
import { compareTexts } from '#lib/compare-texts.ts'
import type { DiffPart } from '#lib/compare-texts.ts'

/**
 * The same as {@link compareTexts} for texts of any length: lines that both have are found first, and only what lies between them is compared by
 * words. The parts that are the same or removed make up the old text to the letter, the parts that are the same or added the new one.
 */
export function compareLongTexts(before: string, after: string): DiffPart[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const parts: DiffPart[] = []
  let [atOld, atNow] = [0, 0]
  for (const [inOld, inNow] of [...commonLines(old, now), [old.length, now.length] as const]) {
    compareTexts(old.slice(atOld, inOld).join(''), now.slice(atNow, inNow).join('')).forEach((part) => add(parts, part))
    add(parts, { kind: 'same', text: old[inOld] ?? '' })
    ;[atOld, atNow] = [inOld + 1, inNow + 1]
  }
  return parts
}

function add(parts: DiffPart[], part: DiffPart): void {
  const last = parts.at(-1)
  if (part.text === '') return
  if (last?.kind === part.kind) last.text += part.text
  else parts.push({ ...part })
}
