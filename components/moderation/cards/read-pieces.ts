/** One character as a person sees it, folded for comparing, and where it stands in the HTML. A break between blocks has no length. */
export type Piece = { folded: string; start: number; end: number }

/** A link that leads out of the text, with the characters that it shows. */
export type Link = { address: string; pieces: Piece[] }

/**
 * Reads the visible characters of a stored, safe HTML text with their places. Made for what our own renderer writes:
 * balanced tags, quoted attributes, no comments and no scripts. The numbers and arrows of footnotes are left out.
 */
export function readPieces(html: string): { pieces: Piece[]; links: Link[] } {
  const pieces: Piece[] = []
  const links: Link[] = []
  const open: { link: Link | undefined; silent: boolean }[] = []
  for (const { 0: token, index } of html.matchAll(tokens)) {
    const tag = tagPattern.exec(token)
    const inside = open.at(-1)
    if (!tag) {
      if (inside?.silent) continue
      const found = token.startsWith('&') ? [entity(token, index)] : readCharacters(token, index)
      for (const piece of found) {
        pieces.push(piece)
        inside?.link?.pieces.push(piece)
      }
      continue
    }
    const [, slash, name = '', attributes = ''] = tag
    if (!inline.has(name)) pieces.push({ folded: ' ', start: index, end: index })
    if (slash) open.pop()
    else if (!empty.has(name)) {
      const link = name === 'a' ? linkOf(attributes) : undefined
      if (link) links.push(link)
      open.push({ link: link ?? inside?.link, silent: Boolean(inside?.silent) || footnoteSign.test(attributes) })
    }
  }
  return { pieces, links }
}

const tokens = /<\/?[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>|&(?:#x[\da-f]+|#\d+|[a-z][a-z\d]*);|[^<&]+|[<&]/gi
const tagPattern = /^<(\/?)([a-z][a-z\d-]*)(.*)>$/is
const footnoteSign = /\sclass="[^"]*footnote-(?:ref|backref)\b/
const empty = new Set(['br', 'hr', 'img', 'wbr'])
const inline = new Set([
  'a', 'em', 'i', 'strong', 'b', 'del', 's', 'ins', 'sub', 'sup', 'kbd', 'q', 'cite', 'code',
  'u', 'mark', 'small', 'samp', 'var', 'abbr', 'dfn', 'time', 'wbr', 'bdi', 'span',
])

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The characters of a plain text; places count from the offset. */
export function readCharacters(text: string, offset = 0): Piece[] {
  return Array.from(graphemes.segment(text), ({ segment, index }) => ({
    folded: fold(segment),
    start: offset + index,
    end: offset + index + segment.length,
  }))
}

function entity(token: string, offset: number): Piece {
  return { folded: fold(decode(token)), start: offset, end: offset + token.length }
}

function fold(character: string): string {
  return /^\s+$/u.test(character) ? ' ' : character.normalize('NFC').toLowerCase()
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|([a-z][a-z\d]*));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return named[name] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function linkOf(attributes: string): Link | undefined {
  const address = decode(/\shref="([^"]*)"/.exec(attributes)?.[1] ?? '')
  return address === '' || address.startsWith('#') ? undefined : { address, pieces: [] }
}
