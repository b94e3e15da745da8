import type { RE2JS } from 're2js'
import { z } from 'zod'
import { foldText } from '#lib/screening/fold-text.ts'
import { readPattern } from '#lib/screening/read-pattern.ts'
import { ruleKind } from '#lib/screening/rule-kind.ts'

/** Places shown to the moderator; one would be enough to speak. */
const mostMatches = 20

const pattern = z.string({ error: 'Please write a pattern.' }).trim().superRefine((written, context) => {
  const read = readPattern(written)
  if (!read.ok) context.addIssue({ code: 'custom', message: read.problem })
})

/**
 * A regular expression, searched for in the text as it was written and as it is folded: nobody hides from it behind accents or
 * look-alike letters, and a pattern that asks for just those still finds them (docs/decisions/0020).
 */
export const patternKind = ruleKind({
  kind: 'pattern',
  label: 'Pattern',
  about: 'A regular expression, for what a list of words cannot say.',
  settings: z.strictObject({ pattern }),
  say: ({ pattern: written }) => `the pattern ${written}`,
  needs: () => [],
  prepare({ pattern: written }) {
    const read = readPattern(written)
    if (!read.ok) throw new Error('A pattern that could be saved cannot be read')
    return ({ text, links }) => {
      const matches = [...new Set([text, ...links].flatMap((each) => findAll(read.pattern, each)))].slice(0, mostMatches)
      return matches.length === 0 ? null : { message: 'Fits the pattern.', matches }
    }
  },
})

/** What fits, as it stands in the original. */
function findAll(wanted: RE2JS, text: string): string[] {
  const folded = foldText(text)
  const inFolded = placesOf(wanted, folded.folded).map(([from, to]) => folded.original(from, to))
  return [...placesOf(wanted, text).map(([from, to]) => text.slice(from, to)), ...inFolded]
}

function placesOf(wanted: RE2JS, text: string): [number, number][] {
  const places: [number, number][] = []
  const matcher = wanted.matcher(text)
  while (places.length < mostMatches && matcher.find()) {
    if (matcher.end() > matcher.start()) places.push([matcher.start(), matcher.end()])
  }
  return places
}
