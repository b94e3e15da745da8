import { confusables } from '#lib/confusables.ts'

/** A text folded for comparison, which can still say what stood in the original. */
export type FoldedText = {
  folded: string
  /** What stood in the original between two positions of `folded`. */
  original(from: number, to: number): string
}

/**
 * Folds case, width, ligatures, accents, look-alike letters of other alphabets and invisible characters, so that neither
 * "ＣＡＳＩＮＯ" nor "ca\u200bsino" nor "cásino" nor a Cyrillic "с" hides a word. White space becomes single blanks.
 */
export function foldText(original: string): FoldedText {
  let folded = ''
  /** For each code unit of `folded`: where its character begins and ends in the original. */
  const origins: { start: number; end: number }[] = []
  let start = 0
  for (const character of original) {
    const end = start + character.length
    const piece = foldCharacter(character)
    const doubled = piece === ' ' && folded.endsWith(' ')
    if (!doubled) {
      folded += piece
      for (let i = 0; i < piece.length; i++) origins.push({ start, end })
    }
    start = end
  }
  return { folded, original: (from, to) => original.slice(origins[from]?.start ?? 0, origins[to - 1]?.end ?? 0) }
}

/** What each character met so far folds to. There are no more of them than Unicode has. */
const known = new Map<string, string>()

function foldCharacter(character: string): string {
  const met = known.get(character)
  if (met !== undefined) return met
  const piece = makePiece(character)
  known.set(character, piece)
  return piece
}

function makePiece(character: string): string {
  if (/\s/u.test(character)) return ' '
  const plain = character.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '').toLowerCase()
  return confusables[plain] ?? plain
}
