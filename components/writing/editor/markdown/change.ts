/** A text and what is selected in it; `from` and `to` are the same for a caret. Places count UTF-16 units. */
export type Written = { text: string; from: number; to: number }

/** One step: a passage becomes another one, and what is selected afterwards. */
export type Change = { from: number; to: number; insert: string; select: { from: number; to: number } }

/** The whole lines that a selection touches. A selection that ends before the first letter of a line does not touch it. */
export function linesAround({ text, from, to }: Written): { from: number; to: number } {
  const last = to > from && text[to - 1] === '\n' ? to - 1 : to
  const end = text.indexOf('\n', last)
  return { from: text.lastIndexOf('\n', from - 1) + 1, to: end === -1 ? text.length : end }
}

/** Behind what is selected, so that nothing is written over. */
export function behind({ text, to }: Written): Written {
  return { text, from: to, to }
}

/**
 * Puts a block between paragraphs at the caret, in the place of what is selected, with the empty lines that Markdown needs around it.
 * @param select within the block
 */
export function putBlock(written: Written, block: string, select: { from: number; to: number }): Change {
  const { text, from, to } = written
  const lead = linesMissing(/\n*$/.exec(text.slice(Math.max(0, from - 2), from))?.[0] ?? '', from === 0)
  const tail = linesMissing(/^\n*/.exec(text.slice(to, to + 2))?.[0] ?? '', to === text.length)
  const start = from + lead.length
  return { from, to, insert: lead + block + tail, select: { from: start + select.from, to: start + select.to } }
}

function linesMissing(there: string, isEdge: boolean): string {
  return isEdge ? '' : '\n'.repeat(Math.max(0, 2 - there.length))
}
