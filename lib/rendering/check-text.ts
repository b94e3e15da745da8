import type { RenderingProfile } from './rendering-profiles.ts'

export type TextProblem = 'blank' | 'too-long' | 'not-text' | 'too-deep'
export type CheckedText = { ok: true, text: string } | { ok: false, code: TextProblem, message: string }

type TextLimits = { codePoints: number, markersInARow: number, indentedColumns: number, emphasisInAParagraph: number, brackets: number }

/**
 * Far above what people write, far below what makes a parser slow. The renderer drops no text below these depths:
 * markers and indentation together stay under the 100 levels at which markdown-it stops reading.
 */
export const TEXT_LIMITS: Record<RenderingProfile, TextLimits> = {
  comment: { codePoints: 10_000, markersInARow: 10, indentedColumns: 30, emphasisInAParagraph: 500, brackets: 200 },
  essay: { codePoints: 300_000, markersInARow: 15, indentedColumns: 40, emphasisInAParagraph: 1_000, brackets: 5_000 },
}

/**
 * Makes a text safe to parse and to show, or says why it cannot be taken. The result is NFC with `\n` line ends, has no
 * control characters, and its bidirectional controls end on the line where they began. Rules from SAFETY, section 3.
 */
export function checkText(raw: string, profile: RenderingProfile): CheckedText {
  const limits = TEXT_LIMITS[profile]
  // Counting code points costs a copy, so a text that cannot possibly fit is turned away by its code units.
  if (raw.length > limits.codePoints * 4) return tooLong(raw.length, limits)
  if (!raw.isWellFormed()) return refusal('not-text', 'Part of this text is damaged: it holds half a character. Please type that part again.')

  const text = cleanText(raw)
  if (looksBlank(text)) return refusal('blank', 'There is nothing to read here yet. Please write something.')
  const length = countCodePoints(text)
  if (length > limits.codePoints) return tooLong(length, limits)
  return checkDepth(text, limits) ?? { ok: true, text }
}

/** The same cleaning without the refusals, for imported texts and names: nothing visible is lost. */
export function cleanText(raw: string): string {
  return isolateDirections(limitMarks(dropControls(raw.toWellFormed()).normalize('NFC')))
}

/** True when a reader would see nothing: white space, zero-width and other invisible characters, lone marks. */
export function looksBlank(text: string): boolean {
  return !/[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\p{M}\u2800]/u.test(text)
}

function dropControls(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[\0-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}]/gu, '')
}

/** Six marks on one letter are more than any orthography needs (Hebrew with cantillation reaches four). */
function limitMarks(text: string): string {
  return text.replace(/(\p{M}{6})\p{M}+/gu, '$1')
}

/**
 * Old embeddings and overrides become isolates, which cannot reorder what stands around them; each line closes its own.
 * (An override can make a link or a name read backwards; an isolate shows its letters in their natural order.)
 */
function isolateDirections(text: string): string {
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(text)) return text
  return text
    .replace(/[\u202a\u202d]/g, '\u2066')
    .replace(/[\u202b\u202e]/g, '\u2067')
    .replace(/\u202c/g, '\u2069')
    .split('\n').map(balanceIsolates).join('\n')
}

function balanceIsolates(line: string): string {
  let open = 0
  const kept = line.replace(/[\u2066-\u2069]/g, control => {
    if (control !== '\u2069') return open++ < 8 ? control : (open--, '')
    return open > 0 ? (open--, control) : ''
  })
  return kept + '\u2069'.repeat(open)
}

function countCodePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

function checkDepth(text: string, limits: TextLimits): CheckedText | undefined {
  for (const line of text.split('\n')) {
    const opening = /^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*)+/.exec(line)?.[0]
    if (!opening || isRule(line)) continue
    const markers = opening.match(/>|[-+*]|\d+[.)]/g)?.length ?? 0
    const columns = /^[ \t]*/.exec(opening)?.[0].replaceAll('\t', '    ').length ?? 0
    if (markers > limits.markersInARow || columns > limits.indentedColumns) return tooDeep()
  }
  return text.split(/\n[ \t]*\n/).some(paragraph => isTangled(paragraph, limits)) ? tooDeep() : undefined
}

/** A line of stars or hyphens is a break between scenes, not a list in a list in a list. */
function isRule(line: string): boolean {
  return /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/.test(line)
}

/** Emphasis and brackets nest by their openings; a thousand of them in one paragraph is no longer prose. */
function isTangled(paragraph: string, limits: TextLimits): boolean {
  const openings = paragraph.match(/(?<![\p{L}\p{N}*_~])[*_~]+(?=\S)/gu)?.reduce((sum, run) => sum + run.length, 0) ?? 0
  if (openings > limits.emphasisInAParagraph) return true
  return (paragraph.match(/\[/g)?.length ?? 0) > limits.brackets
}

function tooDeep(): CheckedText {
  return refusal('too-deep', 'This is nested too deeply to be shown. Please use fewer levels of quotes, lists or emphasis.')
}

function tooLong(length: number, limits: TextLimits): CheckedText {
  const [has, can] = [length, limits.codePoints].map(count => count.toLocaleString('en-GB'))
  return refusal('too-long', `This is ${has} characters long; ${can} is the most that fits. Nothing was lost.`)
}

function refusal(code: TextProblem, message: string): CheckedText {
  return { ok: false, code, message }
}
