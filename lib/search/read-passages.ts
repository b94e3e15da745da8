/** A block of a text as it is read. */
export type Passage = {
  text: string
  /** Not seen before somebody unfolds it. */
  folded: boolean
  /** Id of the place on the page to come to: of the heading above, or of the footnote; null for the beginning. */
  anchor: string | null
  /** The words of that heading, else empty. */
  section: string
}

type Open = { name: string; silent: boolean; folded: boolean; foldedAround: boolean; note: string | null; heading: string | null }

const outside: Open = { name: '', silent: false, folded: false, foldedAround: false, note: null, heading: null }

/**
 * The blocks of a stored text, without a parser: our own renderer wrote it, so tags are whole and quotes are double. What stands in a
 * folded part says nothing of its headings, since those are folded too. In one pass, whatever the text.
 */
export function readPassages(html: string): Passage[] {
  const passages: Passage[] = []
  const open: Open[] = []
  let section = { anchor: null as string | null, words: '' }
  let text = ''
  const here = () => open.at(-1) ?? outside
  const flush = () => {
    const words = text.replace(/\s+/g, ' ').trim()
    text = ''
    if (words === '') return
    const { folded, note, heading } = here()
    if (heading !== null && !folded) section = { anchor: heading, words }
    else passages.push({ text: words, folded, anchor: note ?? section.anchor, section: note ? '' : section.words })
  }
  for (const [token] of html.matchAll(tokens)) {
    const tag = tagPattern.exec(token)
    if (!tag) {
      if (!here().silent) text += decode(token)
      continue
    }
    const [, slash, name = '', attributes = ''] = tag
    if (!inline.has(name)) flush()
    if (slash) open.pop()
    else if (!empty.has(name)) open.push(enter(here(), name, attributes))
  }
  flush()
  return passages
}

/** What is true inside an element. */
function enter(around: Open, name: string, attributes: string): Open {
  const id = /(?:^|\s)id="([^"]*)"/.exec(attributes)?.[1]
  return {
    name,
    silent: around.silent || /\sclass="[^"]*footnote-(?:ref|backref)\b/.test(attributes),
    // The summary of a folded part is what one sees of it.
    folded: name === 'summary' && around.name === 'details' ? around.foldedAround : around.folded || name === 'details',
    foldedAround: around.folded,
    note: name === 'li' && id?.startsWith('e-fn') ? id : around.note,
    heading: /^h[2-4]$/.test(name) && id ? decode(id) : around.heading,
  }
}

const tokens = /<\/?[a-z](?:"[^"]*"|[^">])*>|&(?:#x[\da-f]+|#\d+|[a-z][a-z\d]*);|[^<&]+|[<&]/gi
const tagPattern = /^<(\/?)([a-z][a-z\d-]*)(.*)>$/is
const empty = new Set(['br', 'hr', 'img', 'wbr'])
const inline = new Set([
  'a', 'em', 'i', 'strong', 'b', 'del', 's', 'ins', 'sub', 'sup', 'kbd', 'q', 'cite', 'code',
  'u', 'mark', 'small', 'samp', 'var', 'abbr', 'dfn', 'time', 'wbr', 'bdi', 'ruby', 'rt', 'rp', 'span',
])

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|([a-z][a-z\d]*));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return named[name] ?? whole
    return String.fromCodePoint(Math.min(Number.parseInt(hex ?? decimal ?? '', hex ? 16 : 10), 0x10ffff))
  })
}
