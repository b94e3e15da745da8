import { linesAround } from './change.ts'
import type { Change, Written } from './change.ts'

/** What lines can be made into. */
export type LineKind = 'quote' | 'bullets' | 'numbers' | 'heading'

const marks: Record<LineKind, RegExp> = {
  quote: /^> ?/,
  bullets: /^\s{0,3}[-+*] +/,
  numbers: /^\s{0,3}\d{1,9}[.)] +/,
  heading: /^#{1,6} +/,
}

/** Of these a line has one at most: a list that becomes numbered is no list of bullets any more. A quotation may hold any of them. */
const alternatives: LineKind[] = ['bullets', 'numbers', 'heading']

/**
 * Makes the selected lines a quotation, a list or a heading, or plain again when they all are. A heading goes from the second level
 * to the third and then to none: the first is the title of the essay.
 */
export function toggleLines(written: Written, kind: LineKind): Change {
  const around = linesAround(written)
  const lines = written.text.slice(around.from, around.to).split('\n')
  const changed = changeLines(lines, kind)
  const insert = changed.join('\n')
  const select = written.from === written.to ? caretAfter(written, around.from, lines, changed) : { from: around.from, to: around.from + insert.length }
  return { ...around, insert, select }
}

function changeLines(lines: string[], kind: LineKind): string[] {
  const counts = (line: string) => lines.length === 1 || line.trim() !== ''
  if (kind === 'heading') return lines.map((line) => (counts(line) ? nextHeading(line) : line))
  if (lines.filter(counts).every((line) => marks[kind].test(line))) return lines.map((line) => line.replace(marks[kind], ''))
  // The empty lines within a quotation belong to it, or it would be several.
  if (kind === 'quote') return lines.map((line) => (line === '' && lines.length > 1 ? '>' : `> ${line}`))
  let number = 0
  return lines.map((line) => (counts(line) ? `${kind === 'bullets' ? '- ' : `${++number}. `}${withoutMarks(line)}` : line))
}

function nextHeading(line: string): string {
  const level = /^(#{1,6}) +/.exec(line)?.[1]?.length ?? 0
  const words = withoutMarks(line)
  if (level === 0) return `## ${words}`
  return level === 2 ? `### ${words}` : words
}

function withoutMarks(line: string): string {
  return alternatives.reduce((rest, kind) => rest.replace(marks[kind], ''), line)
}

/** The caret stays between the letters that it was between. */
function caretAfter({ from }: Written, start: number, lines: string[], changed: string[]): { from: number; to: number } {
  const grown = (changed[0]?.length ?? 0) - (lines[0]?.length ?? 0)
  const place = Math.min(start + (changed[0]?.length ?? 0), Math.max(start, from + grown))
  return { from: place, to: place }
}
