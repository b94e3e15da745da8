import type { Change, Written } from './change.ts'

/**
 * Puts marks around what is selected, or takes them away: `**` for bold. Emphasis never spans paragraphs in Markdown, so each line
 * gets its own; white space at the edges stays outside. A caret within a word means the word.
 */
export function toggleMarks(written: Written, mark: string): Change {
  const { text, from, to } = wordsIn(written)
  if (hasMarksOutside(text, from, to, mark)) {
    const inner = text.slice(from, to)
    return { from: from - mark.length, to: to + mark.length, insert: inner, select: { from: from - mark.length, to: to - mark.length } }
  }
  if (hasMarksInside(text.slice(from, to), mark)) {
    const inner = text.slice(from + mark.length, to - mark.length)
    return { from, to, insert: inner, select: { from, to: from + inner.length } }
  }
  if (from === to) return { from, to, insert: mark + mark, select: { from: from + mark.length, to: from + mark.length } }
  return putMarks(text, from, to, mark)
}

function putMarks(text: string, from: number, to: number, mark: string): Change {
  const passage = text.slice(from, to)
  if (!passage.includes('\n')) return { from, to, insert: mark + passage + mark, select: { from: from + mark.length, to: to + mark.length } }
  const insert = passage.split('\n').map((line) => markLine(line, mark)).join('\n')
  return { from, to, insert, select: { from, to: from + insert.length } }
}

/** What begins a line stays what it is: a list, a quotation, a heading. */
function markLine(line: string, mark: string): string {
  const [, lead = '', words = '', rest = ''] = /^(\s*(?:>\s*|(?:[-+*]|\d+[.)]|#{1,6})\s+)*)(.*?)(\s*)$/s.exec(line) ?? []
  return words === '' ? line : lead + mark + words + mark + rest
}

/** The selection without white space at its edges; a caret in a word becomes the word. */
function wordsIn({ text, from, to }: Written): Written {
  if (from === to) {
    const before = /[\p{L}\p{N}\p{M}’']*$/u.exec(text.slice(Math.max(0, from - 60), from))?.[0].length ?? 0
    const after = /^[\p{L}\p{N}\p{M}’']*/u.exec(text.slice(to, to + 60))?.[0].length ?? 0
    return before > 0 && after > 0 ? { text, from: from - before, to: to + after } : { text, from, to }
  }
  const passage = text.slice(from, to)
  const words = passage.trim()
  if (words === '') return { text, from: to, to }
  const lead = passage.length - passage.trimStart().length
  return { text, from: from + lead, to: from + lead + words.length }
}

function hasMarksOutside(text: string, from: number, to: number, mark: string): boolean {
  return text.slice(from - mark.length, from) === mark && text.slice(to, to + mark.length) === mark && isWhole(text.slice(0, from - mark.length), text.slice(to + mark.length), mark)
}

function hasMarksInside(passage: string, mark: string): boolean {
  if (passage.length <= mark.length * 2 || !passage.startsWith(mark) || !passage.endsWith(mark)) return false
  const inner = passage.slice(mark.length, -mark.length)
  return !inner.includes(mark) && !(mark === '*' && /^\*[^*]|[^*]\*$/.test(inner))
}

/** One star of two is not the mark of italics; of three it is. */
function isWhole(before: string, after: string, mark: string): boolean {
  if (mark !== '*') return true
  const stars = 1 + (/\**$/.exec(before)?.[0].length ?? 0)
  const behind = 1 + (/^\**/.exec(after)?.[0].length ?? 0)
  return stars % 2 === 1 && behind % 2 === 1
}
