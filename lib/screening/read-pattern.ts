import { RE2JS, RE2JSSyntaxException } from 're2js'

/** A pattern that can be searched for, or the sentence that says what is wrong with it, and where. */
export type ReadPattern = { ok: true; pattern: RE2JS } | { ok: false; problem: string }

/** Far longer than what anybody can read; keeps the making of a pattern in the milliseconds. */
const longestPattern = 1_000

/**
 * Steps of the machine that a pattern is made into. Searching the longest comment takes some 0.1 s with so many, whatever the
 * text; repetitions such as `{1,500}` make a step each time.
 */
const mostSteps = 300
const tooLarge = 'This pattern grows too large to be searched for quickly. Please make the numbers in its repetitions smaller.'

/**
 * Reads a regular expression in the syntax of RE2, whose searching takes time in proportion to the text. What that syntax leaves
 * out, looking around and comparing with an earlier part, is what makes other engines run for ever. Case does not count, unless
 * the pattern says `(?-i)`.
 */
export function readPattern(written: string): ReadPattern {
  const length = [...written].length
  if (length === 0) return { ok: false, problem: 'Please write a pattern.' }
  if (length > longestPattern) return { ok: false, problem: `This is ${length.toLocaleString('en-GB')} characters long; ${longestPattern.toLocaleString('en-GB')} is the most that fits.` }
  try {
    const pattern = RE2JS.compile(written, RE2JS.CASE_INSENSITIVE)
    if (pattern.matcher('').matches()) return { ok: false, problem: 'This fits a text without any letter, so it would speak of every text. Something in it must have to be there.' }
    return pattern.programSize() > mostSteps ? { ok: false, problem: tooLarge } : { ok: true, pattern }
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return { ok: false, problem: sayProblem(written, error) }
    return { ok: false, problem: tooLarge }
  }
}

function sayProblem(written: string, error: RE2JSSyntaxException): string {
  const description = error.getDescription()
  const part = error.getPattern() ?? '\\'
  const at = placeOf(written, description, part)
  const shown = written.slice(at).startsWith(part) && part.length < 20 ? part : ([...written.slice(at)][0] ?? '')
  return `At character ${[...written.slice(0, at)].length + 1}, “${shown}”: ${explain(description, written.slice(at))}`
}

/**
 * Where in the pattern reading failed: re2js names the part and not its place. The first place of the part up to which the
 * pattern fails for the same reason.
 */
function placeOf(written: string, description: string, part: string): number {
  if (description === 'missing closing )') return openBracket(written)
  if (description === 'unexpected )') return strayBracket(written)
  if (description.startsWith('trailing backslash')) return written.length - 1
  for (let at = written.indexOf(part); at >= 0; at = written.indexOf(part, at + 1)) {
    if (failsLike(written.slice(0, at + part.length), description)) return at
  }
  return Math.max(0, written.lastIndexOf(part))
}

function failsLike(written: string, description: string): boolean {
  try {
    RE2JS.compile(written)
    return false
  } catch (error) {
    return error instanceof RE2JSSyntaxException && error.getDescription() === description
  }
}

/** The last bracket that is opened and not closed. */
function openBracket(written: string): number {
  return walkBrackets(written).open.at(-1) ?? 0
}

/** The first bracket that closes what was never opened. */
function strayBracket(written: string): number {
  return walkBrackets(written).stray ?? 0
}

/** Round brackets that stand for themselves, after a backslash or in a set, do not count. */
function walkBrackets(written: string): { open: number[]; stray: number | undefined } {
  const open: number[] = []
  let stray: number | undefined
  for (const { 0: token, index } of written.matchAll(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|[()]/g)) {
    if (token === '(') open.push(index)
    if (token === ')' && open.pop() === undefined) stray ??= index
  }
  return { open, stray }
}

const explanations: Record<string, string> = {
  'missing closing )': 'this bracket is opened and never closed.',
  'unexpected )': 'this bracket closes one that was never opened.',
  'missing closing ]': 'this set is opened and never closed.',
  'trailing backslash at end of expression': 'a backslash stands before something; here nothing follows.',
  'missing argument to repetition operator': 'there is nothing before it to repeat.',
  'invalid nested repetition operator': 'two repetitions follow each other. Put brackets around the inner one.',
  'invalid repeat count': 'something can be repeated 1,000 times at most, all in all, and the smaller number comes first.',
  'invalid character class range': 'this set is not known, or runs backwards.',
  'duplicate capture group name': 'two groups have the same name.',
}

function explain(description: string, rest: string): string {
  if (/^\(\?<?[=!]/.test(rest)) return 'a pattern cannot look ahead or behind. Such searches can take for ever, so they are not made.'
  if (/^\\(?:[1-9]|k)/.test(rest)) return 'a pattern cannot compare with an earlier part of itself. Such searches can take for ever, so they are not made.'
  if (/^\(\?>/.test(rest)) return 'groups that never give back are not known. Leave the “?>” out; searching is quick without it.'
  if (description === 'invalid escape sequence') return 'nothing is known by this name. For the sign itself leave the backslash out.'
  return explanations[description] ?? 'this cannot be read.'
}
