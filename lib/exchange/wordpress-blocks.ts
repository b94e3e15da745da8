export type Unwrapped = {
  /** What stood outside of blocks, where blank lines make paragraphs, is in `<dir data-freeform>` elements. */
  html: string
  /** Blocks that have no content of their own: WordPress fills them in when it shows the post. */
  filledIn: string[]
}

const delimiter = /<!--\s*(\/)?wp:([a-z][a-z0-9_/-]*)\s*((?:\{(?:(?!-->)[\s\S])*\})?)\s*(\/)?\s*-->/g
/** Blocks whose content WordPress formats like a text without blocks. */
const formatted = new Set(['shortcode', 'freeform', 'core/freeform', 'core/shortcode'])
/** Blocks without content that say nothing either. */
const silent = new Set(['spacer', 'separator', 'nextpage', 'more', 'footnotes', 'navigation', 'page-list'])

/** Takes away the comments that mark blocks. A post without any is one piece of freeform text, as in the classic editor. */
export function unwrapBlocks(source: string): Unwrapped {
  const text = source.replace(/<!--\s*nextpage\s*-->/g, '\n\n').replace(/<!--\s*(?:more\b[\s\S]*?|noteaser)\s*-->/g, '')
  const filledIn: string[] = []
  const parts: string[] = []
  const open: string[] = []
  let from = 0
  for (const mark of text.matchAll(delimiter)) {
    parts.push(piece(text.slice(from, mark.index), open))
    from = mark.index + mark[0].length
    const [, closes, name = '', , alone] = mark
    if (closes) open.pop()
    else if (!alone) open.push(name)
    else if (!silent.has(name)) filledIn.push(name)
  }
  parts.push(piece(text.slice(from), open))
  return { html: parts.join(''), filledIn }
}

function piece(html: string, open: string[]): string {
  const inside = open.at(-1)
  const isFreeform = inside === undefined || formatted.has(inside)
  // Of all elements that close an open paragraph when they end, `dir` is the one that nobody uses.
  return isFreeform && /\S/.test(html) ? `<dir data-freeform>${html}</dir>` : html
}
