/** A text folded for comparison, which can still say what stood in the original. */
export type FoldedText = {
  folded: string
  /** The original spellings of a folded phrase wherever it stands as whole words. */
  findWhole(phrase: string): string[]
}

/**
 * Folds case, width, ligatures, accents and invisible characters, so that neither "ＣＡＳＩＮＯ" nor "ca\u200bsino" nor "cásino"
 * hides a word. White space becomes single blanks.
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
  return { folded, findWhole: (phrase) => findWhole(folded, phrase).map((at) => spelling(original, origins, at, phrase.length)) }
}

function foldCharacter(character: string): string {
  if (/\s/u.test(character)) return ' '
  return character.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '').toLowerCase()
}

function findWhole(folded: string, phrase: string): number[] {
  const found: number[] = []
  for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + 1)) {
    if (!isWordAt(folded, at - 1) && !isWordAt(folded, at + phrase.length)) found.push(at)
  }
  return found
}

function isWordAt(text: string, index: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(index))
}

function spelling(original: string, origins: { start: number; end: number }[], at: number, length: number): string {
  return original.slice(origins[at]?.start ?? 0, origins[at + length - 1]?.end ?? 0)
}
