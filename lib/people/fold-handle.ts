import { confusables } from '#lib/confusables.ts'

/** Drawn alike at reading size: pairs that join into one letter come first, then single ones. */
const pairs: readonly [RegExp, string][] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
]
const alike: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', i: 'l', '|': 'l' }

/**
 * The skeleton of a handle or name: two that could be taken for each other have the same one.
 * Case, marks, width, hyphens and spaces do not count; 0 is o; 1, l and i are one; rn is m; vv is w.
 */
export function foldHandle(handle: string): string {
  const plain = handle.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '').toLowerCase()
  const latin = [...plain].map((letter) => confusables[letter] ?? letter).join('')
  const letters = latin.replace(/[^\p{L}\p{N}|]/gu, '')
  const joined = pairs.reduce((text, [pair, letter]) => text.replace(pair, letter), letters)
  return [...joined].map((letter) => alike[letter] ?? letter).join('')
}
