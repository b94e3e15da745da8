import { readCharacters, readPieces } from '#components/moderation/cards/read-pieces.ts'
import type { Link, Piece } from '#components/moderation/cards/read-pieces.ts'

export type MarkedText = {
  /** The same HTML with `<mark>` around the matches. */
  html: string
  /** Matches that no reader can see, neither in the text nor behind a link. */
  unseen: string[]
  /** Where the links of the text lead, in reading order, each address once. */
  addresses: string[]
}

/**
 * Marks what the rules found in a stored, safe HTML text. Marks are only ever put between characters of text and never
 * around a tag, so without them the HTML is the stored one, byte for byte. A match is found whatever its case and
 * spacing, also across elements, on word boundaries where it stands on any. A link whose address holds it is marked whole.
 */
export function markMatches(html: string, matches: string[]): MarkedText {
  const { pieces, links } = readPieces(html)
  const marked = new Set<Piece>()
  const unseen = new Set<string>()
  for (const match of matches) {
    const wanted = readCharacters(match.trim()).map(piece => piece.folded)
    if (wanted.length === 0) continue
    const found = findInText(wanted, pieces) ?? findInAddresses(match, links)
    found?.forEach(piece => marked.add(piece))
    if (!found) unseen.add(match)
  }
  return { html: insertMarks(html, pieces, marked), unseen: [...unseen], addresses: [...new Set(links.map(link => link.address))] }
}

/** All places of a match, on word boundaries if it stands on any; undefined when it stands nowhere. */
function findInText(wanted: string[], pieces: Piece[]): Piece[] | undefined {
  const places: [number, number][] = []
  for (let start = 0; start < pieces.length; start++) {
    const end = endOfMatch(wanted, pieces, start)
    if (end !== undefined) places.push([start, end])
  }
  const whole = places.filter(([start, end]) => !isWithinWord(pieces, start) && !isWithinWord(pieces, end))
  const chosen = whole.length > 0 ? whole : places
  return chosen.length > 0 ? chosen.flatMap(([start, end]) => pieces.slice(start, end)) : undefined
}

/** Where the match that begins here ends; any run of white space equals any other. */
function endOfMatch(wanted: string[], pieces: Piece[], start: number): number | undefined {
  let at = start
  for (const [position, folded] of wanted.entries()) {
    if (folded === ' ' && wanted[position - 1] === ' ') continue
    if (pieces[at]?.folded !== folded) return undefined
    at++
    while (folded === ' ' && pieces[at]?.folded === ' ') at++
  }
  return at
}

function isWithinWord(pieces: Piece[], at: number): boolean {
  return isWordLike(pieces[at - 1]) && isWordLike(pieces[at])
}

function isWordLike(piece: Piece | undefined): boolean {
  return piece !== undefined && /^[\p{L}\p{N}]/u.test(piece.folded)
}

function findInAddresses(match: string, links: Link[]): Piece[] | undefined {
  const wanted = match.trim().toLowerCase()
  const pieces = links.filter(link => link.address.toLowerCase().includes(wanted)).flatMap(link => link.pieces)
  return pieces.length > 0 ? pieces : undefined
}

function insertMarks(html: string, pieces: Piece[], marked: Set<Piece>): string {
  let result = ''
  let at = 0
  for (const [start, end] of markedRanges(pieces, marked)) {
    result += `${html.slice(at, start)}<mark>${html.slice(start, end)}</mark>`
    at = end
  }
  return result + html.slice(at)
}

/** Neighbouring pieces share a mark; a run of white space alone, as between two blocks, gets none. */
function markedRanges(pieces: Piece[], marked: Set<Piece>): [number, number][] {
  const ranges: { start: number; end: number; blank: boolean }[] = []
  for (const piece of pieces) {
    if (!marked.has(piece) || piece.start === piece.end) continue
    const last = ranges.at(-1)
    const blank = piece.folded === ' '
    if (last?.end !== piece.start) ranges.push({ start: piece.start, end: piece.end, blank })
    else Object.assign(last, { end: piece.end, blank: last.blank && blank })
  }
  return ranges.filter(range => !range.blank).map(({ start, end }) => [start, end])
}
