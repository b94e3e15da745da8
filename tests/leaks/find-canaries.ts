import { beginning, telling } from './canaries.ts'

/** Anything that begins like one of our words, however early it was cut off. */
const shape = new RegExp(`${beginning}[a-f2-9]{0,${telling - beginning.length}}`, 'g')

/**
 * The beginnings of our words in what somebody was sent, whatever was done to them: capital letters, accents, wide letters and signs of no width,
 * tags between their letters, HTML and JSON escapes, percent signs, quoted-printable, base64 from any place in its groups, hexadecimal digits.
 */
export function canariesIn(sent: string): Set<string> {
  const found = new Set<string>()
  for (const form of [sent.toLowerCase(), plainOf(sent), ...base64In(sent), ...hexIn(sent)]) {
    for (const [word] of form.matchAll(shape)) found.add(word)
  }
  return found
}

/** What a reader of any program would see, as small letters without marks. */
function plainOf(sent: string): string {
  let text = unfold(sent)
  // An address within an address, a text within JSON within a script.
  for (let round = 0; round < 2; round++) text = unescape(text)
  text = text.replaceAll(/<[^<>]{0,300}>/g, '')
  return (/[^\x00-\x7f]/.test(text) ? text.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}]/gu, '') : text).toLowerCase()
}

/** Lines of mail that were broken within a word, in its body or its head. */
function unfold(text: string): string {
  return text.includes('=') ? text.replaceAll(/\?=\r?\n[ \t]=\?utf-8\?q\?/gi, '').replaceAll(/=\r?\n/g, '') : text
}

const escapes: [RegExp, number][] = [[/&#x([\da-f]{1,6});?/gi, 16], [/&#(\d{1,7});?/g, 10], [/\\+u\{?([\da-f]{4,6})\}?/gi, 16], [/\\+x([\da-f]{2})/gi, 16], [/[%=]([2-7][\da-f])/gi, 16]]

function unescape(text: string): string {
  return escapes.reduce((so, [escape, base]) => so.replaceAll(escape, (whole, digits: string) => letterOf(Number.parseInt(digits, base)) ?? whole), text)
}

function letterOf(code: number): string | null {
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : null
}

/** Where a word begins in base64, by how many bytes stand before it in its group. */
const anchors = [0, 1, 2].flatMap((before) => [beginning, beginning.toUpperCase()].map((word) => ({ before, letters: certain(word, before) })))
const anywhere = new RegExp(anchors.map(({ letters }) => letters.replaceAll('+', String.raw`\+`)).join('|'), 'g')

/** The letters of the base64 of a word that do not depend on what stands around it. */
function certain(word: string, before: number): string {
  const first = before === 0 ? 0 : before + 1
  const last = Math.floor(((before + word.length) * 8) / 6)
  return Buffer.concat([Buffer.alloc(before), Buffer.from(word), Buffer.alloc(3)]).toString('base64').slice(first, last)
}

function base64In(text: string): string[] {
  return [...text.matchAll(anywhere)].map((match) => {
    const { before = 0 } = anchors.find((each) => each.letters === match[0]) ?? {}
    const from = text.slice(match.index, match.index + 24).replaceAll(/\r?\n/g, '')
    // What stands before it in its group is not known, nor is its first letter whole.
    const group = 'AAAA'.slice(0, before === 0 ? 0 : before + 1) + from
    return beginning.slice(0, 1) + Buffer.from(group, 'base64').toString('latin1').slice(before + 1).toLowerCase()
  })
}

const hexBeginning = new RegExp(`(?:${Buffer.from(beginning).toString('hex')}|${Buffer.from(beginning.toUpperCase()).toString('hex')})[\\da-f]*`, 'gi')

function hexIn(text: string): string[] {
  return [...text.matchAll(hexBeginning)].map(([digits]) => Buffer.from(digits.slice(0, telling * 2), 'hex').toString('latin1').toLowerCase())
}
