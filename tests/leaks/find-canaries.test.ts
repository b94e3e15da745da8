import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { keyOf, newWord } from './canaries.ts'
import { canariesIn } from './find-canaries.ts'

// What cannot be found proves nothing by not being found.

const each = (change: (letter: string) => string) => (word: string) => [...word].map(change).join('')
const code = (letter: string) => letter.codePointAt(0) ?? 0
const hex = (letter: string) => code(letter).toString(16)
const base64 = (before: string) => (word: string) => Buffer.from(`${before}${word}!`).toString('base64')

test.each<[how: string, write: (word: string) => string]>([
  ['as it is', (word) => word],
  ['in capital letters', (word) => word.toUpperCase()],
  ['in an address', (word) => `/tags/${word}/feed.xml`],
  ['in a slug', (word) => `what-${word}-said`],
  ['cut off', (word) => `${word.slice(0, 11)}…`],
  ['behind another word', (word) => `of${word}`],
  ['with percent signs', each((letter) => `%${hex(letter)}`)],
  ['with percent signs twice', each((letter) => `%25${hex(letter).toUpperCase()}`)],
  ['as entities', each((letter) => `&#${code(letter)};`)],
  ['as hexadecimal entities', each((letter) => `&#x${hex(letter).toUpperCase()};`)],
  ['escaped for JSON', each((letter) => `\\u00${hex(letter)}`)],
  ['escaped for a script within JSON', each((letter) => `\\\\u00${hex(letter)}`)],
  ['escaped for a regular expression', each((letter) => `\\x${hex(letter)}`)],
  ['in wide letters', each((letter) => (/[a-z2-9]/.test(letter) ? String.fromCodePoint(code(letter) + 0xfee0) : letter))],
  ['with accents', each((letter) => `${letter}\u0301`)],
  ['with signs of no width', each((letter) => `${letter}\u200b`)],
  ['with soft hyphens', each((letter) => `${letter}&#173;`)],
  ['marked as found', (word) => `<mark class="a">${word.slice(0, 3)}</mark>${word.slice(3, 8)}<wbr>${word.slice(8)}`],
  ['in a mail of short lines', each((letter) => `${letter}=\r\n`)],
  ['in a mail, quoted', each((letter) => `=${hex(letter).toUpperCase()}`)],
  ['in the head of a mail', (word) => `=?UTF-8?Q?${word.slice(0, 5)}?=\r\n =?UTF-8?Q?${word.slice(5)}?=`],
  ['in base64', base64('')],
  ['in base64, one letter later', base64('a')],
  ['in base64, two letters later', base64('ab')],
  ['in base64, in capital letters', (word) => base64('a')(word.toUpperCase())],
  ['in base64 for addresses, far in', (word) => Buffer.from(`ÿÿ?>~${word}`).toString('base64url')],
  ['in hexadecimal digits', (word) => Buffer.from(word).toString('hex')],
  ['compressed', (word) => brotliDecompressSync(brotliCompressSync(word)).toString()],
])('a word is found %s', (_, write) => {
  for (let turn = 0; turn < 50; turn++) {
    const word = newWord()
    expect([...canariesIn(`… ${write(word)} …`)].some((found) => found === keyOf(word))).toBe(true)
  }
})

test('nothing is found where there is nothing', () => {
  expect(canariesIn('<p>Whoever reads this: enF2 zq vk &#122; %7A</p>')).toEqual(new Set())
})
