import type { Piece } from '#lib/search/cut-snippet.ts'

/** A text with the words that were looked for marked. What somebody wrote stays text. */
export function MarkedText({ pieces }: { pieces: Piece[] }) {
  return pieces.map(({ text, marked }, index) => (marked ? <mark key={index}>{text}</mark> : text))
}
