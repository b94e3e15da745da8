import { inflateSync } from 'node:zlib'

/**
 * The words of a document that Chromium printed, page by page. It writes each font with a table from its own numbers to letters,
 * and calls the font by the number of its object; that is all that is read here.
 */
export function readPaper(pdf: Buffer): string[] {
  const objects = readObjects(pdf)
  const fonts = new Map<string, Font>()
  for (const [number, { head }] of objects) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1]
    // Faces that vary are drawn letter by letter, and their letters have short numbers.
    if (table) fonts.set(number, { digits: /\/Type3\b/.test(head) ? 2 : 4, letters: readLetters(objects.get(table)?.stream ?? '') })
  }
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head))
  return pages.map(({ head }) => readWords(objects.get(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream ?? '', fonts))
}

type Font = { digits: number; letters: Map<number, string> }

type PdfObject = { head: string; stream: string }

function readObjects(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1')
  const objects = new Map<string, PdfObject>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const [from, number = ''] = [match.index + match[0].length, match[1]]
    const until = text.indexOf('endobj', from)
    const start = text.indexOf('stream\n', from)
    const streams = start !== -1 && start < until
    const head = text.slice(from, streams ? start : until)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const raw = streams ? pdf.subarray(start + 7, start + 7 + length) : Buffer.alloc(0)
    objects.set(number, { head, stream: head.includes('/FlateDecode') ? inflateSync(raw).toString('latin1') : raw.toString('latin1') })
  }
  return objects
}

const codeOf = (hex: string) => Number.parseInt(hex, 16)
const letterOf = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')

function readLetters(table: string): Map<number, string> {
  const letters = new Map<number, string>()
  for (const [, block = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', letter = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) letters.set(codeOf(code), letterOf(letter))
  }
  for (const [, block = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', letter = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      for (let code = codeOf(first); code <= codeOf(last); code++) letters.set(code, String.fromCharCode(codeOf(letter) + code - codeOf(first)))
    }
  }
  return letters
}

function readWords(content: string, fonts: Map<string, Font>): string {
  let words = ''
  let font: Font | undefined
  for (const [, name, hex, end] of content.matchAll(/\/F(\d+) [\d.]+ Tf|<([\da-fA-F]+)>|\b(ET)\b/g)) {
    if (name) font = fonts.get(name)
    if (hex && font) for (let at = 0; at < hex.length; at += font.digits) words += font.letters.get(codeOf(hex.slice(at, at + font.digits))) ?? ''
    if (end) words += ' '
  }
  return words.replaceAll(/\s+/g, ' ')
}
