import { choosePassages, joinTexts, mergeTexts } from '#lib/merge-texts.ts'
import type { MergeChoice, MergePart } from '#lib/merge-texts.ts'
import { lineNames } from '../read-form.ts'
import type { LineName } from '../read-form.ts'
import type { EssayWords } from '../saving/essay-draft.ts'

/** Two essays as one: what fits, and what has to be chosen. */
export type Together = {
  /** Lines that both changed. */
  lines: { name: LineName; mine: string; theirs: string }[]
  /** Lines that are settled. */
  settled: Record<LineName, string>
  passages: MergePart[]
}

/** What was chosen: one for each line that is apart, then one for each passage. */
export type Choices = readonly MergeChoice[]

/** @param base what both began from; null when nobody knows */
export function putTogether(base: EssayWords | null, mine: EssayWords, theirs: EssayWords): Together {
  const lines = lineNames.map((name) => ({ name, ...settleLine(base?.[name] ?? null, mine[name], theirs[name]) }))
  return {
    lines: lines.flatMap(({ name, apart }) => (apart ? [{ name, mine: mine[name], theirs: theirs[name] }] : [])),
    settled: { title: lines[0]?.line ?? '', standfirst: lines[1]?.line ?? '' },
    passages: base ? mergeTexts(base.source, mine.source, theirs.source) : joinTexts(mine.source, theirs.source),
  }
}

function settleLine(base: string | null, mine: string, theirs: string): { line: string; apart: boolean } {
  if (mine === theirs || theirs === base || theirs === '') return { line: mine, apart: false }
  if (mine === base || mine === '') return { line: theirs, apart: false }
  return { line: mine, apart: true }
}

/** The essay that follows from the choices. A line is one or the other; passages that were not chosen are both there. */
export function chosenWords({ lines, settled, passages }: Together, choices: Choices): EssayWords {
  const chosen = { ...settled }
  for (const [place, { name, mine, theirs }] of lines.entries()) chosen[name] = choices[place] === 'theirs' ? theirs : mine
  return { ...chosen, source: choosePassages(passages, choices.slice(lines.length)) }
}
