import { confusables } from '#lib/confusables.ts'
import { handleProblem } from '#lib/people/check-handle.ts'

/**
 * Handles to try for somebody whose name elsewhere is known, best first: a login, a name or the front of an address.
 * Each has the right shape and is no word of the house; whether it is free, the database says.
 * @param random gives the ending of the last proposals, so that trying them all finds a free one
 */
export function* proposeHandles(wishes: readonly string[], random: () => string): Generator<string> {
  const stems = wishes.map(shapeHandle).filter((stem) => stem.length >= 2)
  const stem = stems[0] ?? 'reader'
  const numbered = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${stem.slice(0, 27)}-${number}`)
  const endings = Array.from({ length: 5 }, () => `${stem.slice(0, 20)}-${random()}`)
  for (const handle of [...stems, ...numbered, ...endings]) if (handleProblem(handle) === null) yield handle
}

/** Letters of other alphabets become the Latin ones they look like; what cannot stand in a handle becomes a hyphen. */
export function shapeHandle(wish: string): string {
  const plain = wish.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return [...plain].map((letter) => confusables[letter] ?? letter).join('')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/-+$/, '')
}
