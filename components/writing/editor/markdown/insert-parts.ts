import { behind, putBlock } from './change.ts'
import type { Change, Written } from './change.ts'

/** A link around what is selected, with its address left to be written; what is selected may be the address itself. */
export function insertLink(written: Written): Change {
  const passage = written.text.slice(written.from, written.to)
  if (isAddress(passage)) return { from: written.from, to: written.to, insert: `[](${passage})`, select: { from: written.from + 1, to: written.from + 1 } }
  const start = written.from + passage.length + 3
  return { from: written.from, to: written.to, insert: `[${passage}](https://)`, select: { from: start, to: start + 'https://'.length } }
}

/** An address that was pasted onto words makes them a link. Null where it is just pasted. */
export function pasteAddress({ text, from, to }: Written, pasted: string): Change | null {
  const passage = text.slice(from, to)
  if (passage.trim() === '' || /[\n[\]]/.test(passage) || isAddress(passage) || !isAddress(pasted.trim())) return null
  const insert = `[${passage}](${pasted.trim()})`
  return { from, to, insert, select: { from: from + insert.length, to: from + insert.length } }
}

/** Whether words are the address of a page and nothing else. */
export function isAddress(words: string): boolean {
  return /^https?:\/\/[^\s<>()]+$/i.test(words)
}

/** A link with its words, in the place of what is selected. */
export function putLink({ from, to }: Written, words: string, address: string): Change {
  const insert = `[${words.replace(/[\\[\]]/g, '\\$&')}](${address})`
  return { from, to, insert, select: { from: from + insert.length, to: from + insert.length } }
}

const mention = /\[\^([^\]\s]+)\](?!:)/g
const definition = /^\[\^([^\]\s]+)\]:[ \t]*/gm

/**
 * A footnote: its number behind what is selected, and room for its words at the end, where the caret goes. From within a note it
 * leads back to where the note is mentioned instead, and changes nothing.
 */
export function insertFootnote(written: Written): Change {
  const back = mentionOfNoteAt(written)
  if (back !== null) return { from: back, to: back, insert: '', select: { from: back, to: back } }
  const { text, to } = written
  const reference = `[^${nextNote(text)}]`
  const rest = text.slice(to)
  const body = rest.replace(/\n+$/, '')
  const gap = endsInNote(text.slice(0, to) + body) ? '\n' : '\n\n'
  const insert = `${reference}${body}${gap}${reference}: `
  return { from: to, to: text.length, insert: `${insert}\n`, select: { from: to + insert.length, to: to + insert.length } }
}

/** The number that the next footnote of a text gets. */
export function nextNote(text: string): number {
  const used = [...text.matchAll(/\[\^(\d+)\]/g)].map(([, number]) => Number(number))
  return Math.max(0, ...used) + 1
}

function endsInNote(text: string): boolean {
  return /^\[\^[^\]\s]+\]:/.test(text.slice(text.lastIndexOf('\n') + 1))
}

/** The place behind the first mention of the note that the caret stands in. */
function mentionOfNoteAt({ text, from }: Written): number | null {
  const line = text.lastIndexOf('\n', from - 1) + 1
  const end = text.indexOf('\n', from)
  const label = [...text.slice(line, end === -1 ? text.length : end).matchAll(definition)][0]?.[1]
  if (label === undefined) return null
  for (const match of text.matchAll(mention)) if (match[1] === label) return match.index + match[0].length
  return null
}

const table = '| First | Second |\n| --- | --- |\n|  |  |'

/** A small table, with its first word selected. */
export function insertTable(written: Written): Change {
  return putBlock(behind(written), table, { from: 2, to: 7 })
}

/** A break between two scenes. */
export function insertBreak(written: Written): Change {
  const change = putBlock(behind(written), '* * *', { from: 5, to: 5 })
  const isLast = written.to === written.text.length
  return isLast ? { ...change, insert: `${change.insert}\n\n`, select: { from: change.select.to + 2, to: change.select.to + 2 } } : change
}

/**
 * What gives something away: words within a line between bars, anything longer as a block that is folded.
 */
export function insertSpoiler(written: Written): Change {
  const { text, from, to } = written
  const passage = text.slice(from, to).trim()
  if (passage !== '' && !passage.includes('\n')) return putBars(written, passage)
  const block = `:::spoiler What it gives away\n${passage}\n:::`
  const words = ':::spoiler '.length
  return putBlock(written, block, { from: words, to: words + 'What it gives away'.length })
}

function putBars({ text, from, to }: Written, passage: string): Change {
  if (/^\|\|.+\|\|$/.test(passage)) return swap(from, to, passage.slice(2, -2))
  const lead = from + text.slice(from, to).indexOf(passage)
  if (text.slice(lead - 2, lead) === '||' && text.slice(lead + passage.length, lead + passage.length + 2) === '||') return swap(lead - 2, lead + passage.length + 2, passage)
  return swap(lead, lead + passage.length, `||${passage}||`)
}

function swap(from: number, to: number, insert: string): Change {
  return { from, to, insert, select: { from, to: from + insert.length } }
}

/** Lines of code as they stand. */
export function insertCode(written: Written): Change {
  const passage = written.text.slice(written.from, written.to)
  return putBlock(written, `\`\`\`\n${passage}\n\`\`\``, { from: 4, to: 4 + passage.length })
}

/**
 * A figure in a paragraph of its own: behind the one that is being written, whose sentences it does not part. One goes on below it: words in its own line
 * would make it part of a sentence.
 */
export function insertFigure(written: Written, markdown: string): Change {
  const end = endOfParagraph(written)
  const block = `${markdown}\n\n`
  return putBlock({ text: written.text, from: end, to: end }, block, { from: block.length, to: block.length })
}

/** Where the paragraph ends that the caret stands in; before its first letter it has not begun. */
function endOfParagraph({ text, to }: Written): number {
  if (/(?:^|\n[ \t]*\n)[ \t]*$/.test(text.slice(0, to))) return to
  return to + text.slice(to).search(/\n[ \t]*\n|\s*$/)
}
