import { foldText } from '#lib/screening/fold-text.ts'
import type { FoldedText } from '#lib/screening/fold-text.ts'

/** Words and phrases made ready to be looked for: folded phrases by their first word. */
export type WordList = ReadonlyMap<string, readonly string[]>

/** A run of letters and digits: what a phrase begins with, and where one may begin in a text. */
const word = /[\p{L}\p{N}]+/gu

/** Folds a list once; looking through a text then costs what the text is long, not what the list is. */
export function makeWordList(phrases: readonly string[]): WordList {
  const list = new Map<string, string[]>()
  for (const phrase of new Set(phrases.map((each) => foldText(each).folded.trim()))) {
    const [first] = phrase.match(word) ?? []
    if (first === undefined) continue
    // What stands before the first letter, such as a hash, has no boundary to hold on to.
    const known = list.get(first)
    const whole = phrase.slice(phrase.indexOf(first))
    if (known) known.push(whole)
    else list.set(first, [whole])
  }
  return list
}

/** The phrases of a list that stand in a text as whole words, as they are spelt there, each spelling once. */
export function findPhrases(list: WordList, text: string): string[] {
  const folded = foldText(text)
  const found = [...folded.folded.matchAll(word)].flatMap((match) => {
    const phrases = list.get(match[0]) ?? []
    return phrases.filter((phrase) => standsAt(folded, phrase, match.index)).map((phrase) => folded.original(match.index, match.index + phrase.length))
  })
  return [...new Set(found)]
}

function standsAt({ folded }: FoldedText, phrase: string, at: number): boolean {
  if (!folded.startsWith(phrase, at)) return false
  const next = String.fromCodePoint(folded.codePointAt(at + phrase.length) ?? 0x20)
  // A phrase that ends in a sign, such as an exclamation mark, ends there.
  return !/[\p{L}\p{N}]$/u.test(phrase) || !/[\p{L}\p{N}]/u.test(next)
}
