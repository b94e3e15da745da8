import type { MarkdownIt as Reader, StateBlock, StateInline, Token } from 'markdown-it'

/**
 * What gives too much away, in Markdown. A passage:
 *
 *     :::spoiler How it ends
 *     Everybody dies.
 *     :::
 *
 * and a few words in a line: `||Everybody dies.||`. Becomes markup that `form-spoilers.ts` folds.
 */
export function readSpoilers(reader: Reader): void {
  reader.block.ruler.before('fence', 'spoiler', readPassage, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
  reader.inline.ruler.at('text', readText)
  reader.inline.ruler.before('strikethrough', 'spoiler', readBars)
  reader.inline.ruler2.after('balance_pairs', 'spoiler', pairBars)
  reader.core.ruler.after('inline', 'spoiler', openInHeadings)
}

/** `:::` and more, as many as there are, so that a passage may stand in a passage. */
const opening = /^(:{3,})[ \t]*spoiler(?:[ \t]+(.*?))?[ \t]*$/i

function readPassage(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const [, colons = '', heading = ''] = isIndented(state, startLine) ? [] : (opening.exec(lineOf(state, startLine)) ?? [])
  if (colons === '') return false
  if (silent) return true
  const end = findEnd(state, startLine, endLine, colons.length)
  pushSummary(state, heading, startLine)
  readWithin(state, startLine + 1, end)
  state.push('spoiler_passage_close', 'details', -1).block = true
  // Where nobody wrote an end, the passage goes on to the end of the text: better too much is folded than too little.
  state.line = Math.min(end + 1, endLine)
  return true
}

function isIndented(state: StateBlock, line: number): boolean {
  return (state.sCount[line] ?? 0) - state.blkIndent >= 4
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
}

function findEnd(state: StateBlock, startLine: number, endLine: number, colons: number): number {
  for (let line = startLine + 1; line < endLine; line++) {
    if (lineOf(state, line) !== '' && (state.sCount[line] ?? 0) < state.blkIndent) return line - 1
    const closing = isIndented(state, line) ? undefined : /^(:{3,})[ \t]*$/.exec(lineOf(state, line))?.[1]
    if (closing !== undefined && closing.length === colons) return line
  }
  return endLine
}

function pushSummary(state: StateBlock, heading: string, line: number): void {
  const open = state.push('spoiler_passage_open', 'details', 1)
  open.attrSet('data-spoiler', 'block')
  open.block = true
  state.push('spoiler_summary_open', 'summary', 1)
  const words = state.push('inline', '', 0)
  Object.assign(words, { content: heading.trim() || 'Spoiler', map: [line, line + 1], children: [] })
  state.push('spoiler_summary_close', 'summary', -1)
}

function readWithin(state: StateBlock, startLine: number, endLine: number): void {
  const [lineMax, parentType] = [state.lineMax, state.parentType]
  Object.assign(state, { lineMax: endLine, parentType: 'spoiler' })
  state.md.block.tokenize(state, startLine, endLine)
  Object.assign(state, { lineMax, parentType })
}

/** Characters that may begin some markup, as markdown-it has them, and the bar. */
const begins = /[\n!#$%&*+\-:<=>@[\]\\^_`{|}~]/g

function readText(state: StateInline, silent: boolean): boolean {
  begins.lastIndex = state.pos
  const end = Math.min(begins.exec(state.src)?.index ?? state.posMax, state.posMax)
  if (end === state.pos) return false
  if (!silent) state.pending += state.src.slice(state.pos, end)
  state.pos = end
  return true
}

const bar = '|'.charCodeAt(0)

/** Bars open and close as stars do: there is no blank on their inner side. What is in a link is not folded: its words are its name. */
function readBars(state: StateInline, silent: boolean): boolean {
  if (silent || state.src.charCodeAt(state.pos) !== bar) return false
  const { can_open, can_close, length } = state.scanDelims(state.pos, true)
  const token = state.push('text', '', 0)
  token.content = '|'.repeat(length)
  state.pos += length
  if (length !== 2 || state.linkLevel > 0) return true
  state.delimiters.push({ marker: bar, length: 0, token: state.tokens.length - 1, end: -1, open: can_open, close: can_close })
  return true
}

function pairBars(state: StateInline): void {
  for (const delimiters of [state.delimiters, ...state.tokens_meta.flatMap((meta) => (meta?.delimiters ? [meta.delimiters] : []))]) {
    for (const { marker, end, token } of delimiters) {
      const other = delimiters[end]
      if (marker !== bar || !other) continue
      turnInto(state.tokens[token], 'spoiler_open', 1)
      turnInto(state.tokens[other.token], 'spoiler_close', -1)
    }
  }
}

function turnInto(token: Token | undefined, type: string, nesting: 1 | -1): void {
  if (!token) return
  Object.assign(token, { type, nesting, tag: 'span', content: '', markup: '||' })
  if (nesting === 1) token.attrSet('class', 'spoiler')
}

/** A heading is the name of its place and stands in the contents, and what is folded has a name of its own: nothing folds in either. */
function openInHeadings({ tokens }: { tokens: Token[] }): void {
  tokens.forEach((token, at) => {
    if (!/^(heading|spoiler_summary|th)_open$/.test(token.type)) return
    for (const child of tokens[at + 1]?.children ?? []) {
      if (/^spoiler_(open|close)$/.test(child.type)) Object.assign(child, { type: 'text', tag: '', nesting: 0, attrs: null, content: '||' })
    }
  })
}
