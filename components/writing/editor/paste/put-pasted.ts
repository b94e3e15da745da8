import { putBlock } from '../markdown/change.ts'
import type { Change, Written } from '../markdown/change.ts'

/** Puts what was pasted in the place of what is selected: a phrase within its line, anything longer as paragraphs of their own. */
export function putPasted(written: Written, markdown: string, words: string): Change {
  const end = { from: markdown.length, to: markdown.length }
  if (isBlock(markdown)) return putBlock(written, markdown, end)
  const { from, to } = written
  const [lead = '', tail = ''] = [/^ +/.exec(words)?.[0], /(?<! ) +$/.exec(words)?.[0]]
  const insert = lead + markdown + tail
  return { from, to, insert, select: { from: from + insert.length, to: from + insert.length } }
}

function isBlock(markdown: string): boolean {
  return markdown.includes('\n\n') || /^(?:#{1,6} |> |[-*+] |\d{1,9}[.)] |```|\||!\[|---$|\[\^)/.test(markdown)
}

/** Whether the caret stands where marks are letters: within lines of code, in code within a line, or in an address. */
export function isVerbatim({ text, from }: Written): boolean {
  const before = text.slice(0, from)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  const fences = before.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0
  return fences % 2 === 1 || (line.match(/`/g)?.length ?? 0) % 2 === 1 || /\]\([^)\s]*$/.test(line)
}
