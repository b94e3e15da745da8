import { randomBytes } from 'node:crypto'

// Every text that is not for everybody bears a word that stands nowhere else. Who comes by the word has come by the text.

/** Who looks. Whoever may do the same is the same here, whatever they ask with. */
export type Who =
  | 'anonymous' | 'reader' | 'newcomer' | 'writer' | 'author' | 'another author' | 'suspended' | 'banned' | 'guest author' | 'moderator' | 'administrator' | 'with the password'

export type Canary = {
  word: string
  /** What it stands in: the state of a thing, and which of its words. */
  what: string
  /** Who may come by it. */
  for: readonly Who[]
  /** Those of them who have to, or nothing was looked at. */
  found: readonly Who[]
  /** Addresses, or their beginnings, that whoever has them may read by. */
  at?: readonly string[]
}

/** What every such word begins with. No other word does, in any language. */
export const beginning = 'zqvk'

/** So many letters name one. What is cut off after them is known all the same. */
export const telling = 10

const letters = 'abcdef23456789'

/** A word that nobody has said. It ends with no ending that a search would take off, and reads the same in every spelling of an address. */
export function newWord(): string {
  return `${beginning}${[...randomBytes(telling - beginning.length)].map((byte) => letters[byte % letters.length]).join('')}kvqz`
}

export const keyOf = (word: string) => word.slice(0, telling)
