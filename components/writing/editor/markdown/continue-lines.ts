import type { Change, Written } from './change.ts'

/** What a line of a list or a quotation begins with: quotation marks, indentation, a bullet or a number, perhaps a box to tick. */
const opening = /^((?:\s{0,3}> ?)*)(\s*)(?:([-+*])|(\d{1,9})([.)]))?( +|$)/

/**
 * What Enter does in a list or a quotation: the next line goes on with it, and an empty item ends it. Null where Enter only begins a
 * line.
 */
export function continueLines({ text, from, to }: Written): Change | null {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const line = text.slice(start, from)
  const [all = '', quote = '', indent = '', bullet, number, closing, space = ''] = opening.exec(line) ?? []
  const item = bullet !== undefined || number !== undefined
  if ((!item && quote === '') || (item && space === '')) return null
  const isEmpty = line === all && /^[ \t]*(\n|$)/.test(text.slice(to, to + 200))
  if (isEmpty) return { from: start, to, insert: item ? quote : '', select: at(start + (item ? quote.length : 0)) }
  const next = `\n${quote}${item ? indent + (bullet ?? `${Number(number) + 1}${closing}`) + space : ' '}`
  return { from, to, insert: next, select: at(from + next.length) }
}

function at(place: number): { from: number; to: number } {
  return { from: place, to: place }
}
