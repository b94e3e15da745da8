import { commonLines, linesOf } from './compare-lines.ts'
import type { LinePair } from './compare-lines.ts'

/** A stretch of two texts that began as one. `apart`: both changed it, each in another way. */
export type MergePart = { kind: 'agreed'; text: string } | { kind: 'apart'; mine: string; theirs: string }

/**
 * Puts together two texts that began as one, by lines, which in an essay are paragraphs: what only one of them changed is taken
 * over, and what both changed is left for their writer to choose.
 */
export function mergeTexts(base: string, mine: string, theirs: string): MergePart[] {
  const [began, my, their] = [linesOf(base), linesOf(mine), linesOf(theirs)]
  const toMine = new Map(commonLines(began, my))
  const toTheirs = new Map(commonLines(began, their))
  const parts: MergePart[] = []
  let [at, atMine, atTheirs] = [0, 0, 0]
  for (let line = 0; line <= began.length; line++) {
    const [inMine, inTheirs] = line === began.length ? [my.length, their.length] : [toMine.get(line), toTheirs.get(line)]
    if (inMine === undefined || inTheirs === undefined) continue
    add(parts, settle(began.slice(at, line).join(''), my.slice(atMine, inMine).join(''), their.slice(atTheirs, inTheirs).join('')))
    add(parts, { kind: 'agreed', text: began[line] ?? '' })
    ;[at, atMine, atTheirs] = [line + 1, inMine + 1, inTheirs + 1]
  }
  return parts
}

/** Puts together two texts of which nobody knows how they began: what only one of them has is taken over. */
export function joinTexts(mine: string, theirs: string): MergePart[] {
  const lines = linesOf(mine)
  const shared = commonLines(lines, linesOf(theirs)).map(([place]: LinePair) => lines[place] ?? '')
  return mergeTexts(shared.join(''), mine, theirs)
}

function settle(base: string, mine: string, theirs: string): MergePart {
  if (mine === theirs || theirs === base) return { kind: 'agreed', text: mine }
  if (mine === base) return { kind: 'agreed', text: theirs }
  return { kind: 'apart', mine, theirs }
}

function add(parts: MergePart[], part: MergePart): void {
  const last = parts.at(-1)
  if (part.kind === 'agreed' && part.text === '') return
  if (part.kind === 'agreed' && last?.kind === 'agreed') last.text += part.text
  else parts.push(part)
}

export type MergeChoice = 'mine' | 'theirs' | 'both'

/** The whole text, with a choice for each stretch that is apart, in order. Both: mine first, each in lines of its own. */
export function choosePassages(parts: MergePart[], choices: readonly MergeChoice[]): string {
  let place = 0
  return parts.map((part) => (part.kind === 'agreed' ? part.text : passageOf(part, choices[place++] ?? 'both'))).join('')
}

function passageOf({ mine, theirs }: Extract<MergePart, { kind: 'apart' }>, choice: MergeChoice): string {
  if (choice !== 'both') return choice === 'mine' ? mine : theirs
  if (mine === '' || theirs === '') return mine + theirs
  return `${mine.replace(/\n*$/, '')}\n\n${theirs}`
}
