import { z } from 'zod'
import { ruleKind } from '#lib/screening/rule-kind.ts'
import { findPhrases, makeWordList } from '#lib/screening/word-list.ts'

/** What one rule may hold: more than most lists in use, and what the form of a rule can carry (lib/http/read-body.ts). */
const mostPhrases = 60_000
const longestPhrase = 100

const phrases = z
  .string({ error: 'Please write at least one word.' })
  .transform((written) => linesOf(written))
  .superRefine((lines, context) => {
    const problem = problemOf(lines)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
  .transform((lines) => lines.join('\n'))

/** So many lines are said word for word; of more only how many there are. */
export const linesSaid = 3

/** What a rule looks for that has a longer list. @param lines how many phrases are in it, one a line */
export function sayList(lines: number): string {
  return `a list of ${lines.toLocaleString('en-GB')} words and phrases`
}

/** Words and phrases, at word boundaries, whatever their case, width, accents, look-alike letters or invisible characters. */
export const words = ruleKind({
  kind: 'words',
  label: 'Words',
  about: 'Words and phrases of a list, however they are dressed up.',
  settings: z.strictObject({ phrases }),
  say: ({ phrases: written }) => {
    const lines = linesOf(written)
    return lines.length <= linesSaid ? lines.map((line) => `“${line}”`).join(', ') : sayList(lines.length)
  },
  needs: () => [],
  prepare({ phrases: written }) {
    const list = makeWordList(linesOf(written))
    return ({ text, links }) => {
      const matches = [...new Set([text, ...links].flatMap((each) => findPhrases(list, each)))]
      return matches.length === 0 ? null : { message: 'Holds a word from the list.', matches }
    }
  },
})

function linesOf(written: string): string[] {
  return written.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}

function problemOf(lines: string[]): string | null {
  if (lines.length === 0) return 'Please write at least one word.'
  if (lines.length > mostPhrases) return `A list can hold ${mostPhrases.toLocaleString('en-GB')} lines; this one has ${lines.length.toLocaleString('en-GB')}.`
  const long = lines.findIndex((line) => line.length > longestPhrase)
  if (long >= 0) return `Line ${long + 1} is ${lines[long]?.length.toLocaleString('en-GB')} characters long; ${longestPhrase} is the most that fits.`
  const blank = lines.findIndex((line) => !/[\p{L}\p{N}]/u.test(line))
  if (blank >= 0) return `Line ${blank + 1}, “${lines[blank]}”, holds no letter and no digit, so it would never be found.`
  return null
}
