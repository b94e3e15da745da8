import { SaxesParser } from 'saxes'
import type { SaxesTagPlain } from 'saxes'
import { recordNames, recordOf, siteNames, siteOf } from './wxr-records.ts'
import type { WxrRecord, XmlElement } from './wxr-records.ts'
import { WxrTrouble } from './wxr-trouble.ts'
import type { Place } from './wxr-trouble.ts'

export type WxrLimits = { totalBytes: number; itemCharacters: number; itemElements: number; records: number; depth: number }

/**
 * No more than one item is ever in memory, so its limits bound that: at worst some 300 MB. A post with a thread of 20,000
 * comments has some 15 MB and 300,000 elements. A file at its own limit takes a minute or two to read.
 */
export const WXR_LIMITS: WxrLimits = { totalBytes: 2e9, itemCharacters: 20e6, itemElements: 400_000, records: 500_000, depth: 32 }

/** Characters of comment, white space, passed-over elements, or a DOCTYPE that is not yet complete. */
const BETWEEN_RECORDS = 1e6
const PIECE = 64 * 1024

/**
 * Reads a WordPress export (WXR 1.0 to 1.2) record by record, with memory for one item whatever the size of the file.
 * The site comes first. Throws {@link WxrTrouble} with the place at the first thing that is not as it must be: a file that
 * is empty, not XML, cut off, not an export, of an unknown version, with a DOCTYPE, or beyond the limits.
 */
export async function* readWxr(source: AsyncIterable<Uint8Array>, limits: WxrLimits = WXR_LIMITS): AsyncGenerator<WxrRecord> {
  const reader = new WxrReader(limits)
  let decode: ((bytes: Uint8Array | undefined) => string) | undefined
  let total = 0
  for await (const chunk of source) {
    total += chunk.byteLength
    if (total > limits.totalBytes) throw reader.trouble('The file is larger than can be imported.')
    for (let at = 0; at < chunk.byteLength; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE)
      decode ??= decoderFor(piece, reader)
      yield* reader.read(decode(piece))
    }
  }
  if (!decode) throw reader.trouble('The file is empty.')
  yield* reader.read(decode(undefined))
  yield* reader.end()
}

/** UTF-8 unless the file says otherwise in its first line. A byte that the encoding does not know is refused. */
function decoderFor(start: Uint8Array, reader: WxrReader): (bytes: Uint8Array | undefined) => string {
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(Buffer.from(start.subarray(0, 200)).toString('latin1'))?.[1]
  const decoder = decoderNamed(declared ?? 'utf-8')
  if (!decoder) throw reader.trouble(`The file says that it is written in “${declared}”, which is not known here. Save it as UTF-8.`)
  return (bytes) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw reader.trouble(`The file is not text in ${decoder.encoding.toUpperCase()}; it may be compressed, damaged, or no export at all.`)
    }
  }
}

function decoderNamed(encoding: string): TextDecoder | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    return undefined
  }
}

class WxrReader {
  private readonly parser = new SaxesParser({ xmlns: false, position: true })
  private readonly limits: WxrLimits
  private readonly path: string[] = []
  private readonly open: XmlElement[] = []
  private readonly siteValues = new Map<string, string>()
  private records: WxrRecord[] = []
  private siteField = ''
  private siteGiven = false
  private given = 0
  private elements = 0
  private lastRecordAt = 0
  /** Between two writes the parser counts its last piece twice. */
  private overhang = 0

  constructor(limits: WxrLimits) {
    this.limits = limits
    this.parser.on('doctype', () => {
      throw this.trouble('The file declares a DOCTYPE, which no WordPress export has.')
    })
    this.parser.on('error', (error) => {
      throw this.malformed(error)
    })
    this.parser.on('opentag', (tag) => this.opened(tag))
    this.parser.on('closetag', () => this.closed())
    this.parser.on('text', (text) => this.addText(text))
    this.parser.on('cdata', (text) => this.addText(text))
  }

  read(text: string): WxrRecord[] {
    // Plugins leave control characters in CDATA, which XML does not allow; a blank keeps words and columns apart.
    if (text.includes('\0')) throw this.trouble('The file holds bytes that are not text; it may be compressed or damaged.')
    this.overhang = 0
    this.parser.write(text.replace(/[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, ' '))
    this.overhang = text.length
    const limit = this.open.length > 0 ? this.limits.itemCharacters : BETWEEN_RECORDS
    if (this.parser.position - this.overhang - this.lastRecordAt > limit) throw this.tooLarge()
    return this.take()
  }

  end(): WxrRecord[] {
    this.overhang = 0
    this.parser.close()
    this.giveSite()
    return this.take()
  }

  trouble(sentence: string): WxrTrouble {
    return new WxrTrouble(sentence, this.place())
  }

  private place(): Place {
    return { line: this.parser.line, column: Math.max(1, this.parser.columnIndex - this.overhang) }
  }

  private opened(tag: SaxesTagPlain): void {
    this.path.push(tag.name)
    if (this.path.length > this.limits.depth) throw this.trouble(`Elements are nested more than ${this.limits.depth} deep.`)
    if (this.path.length === 1 && tag.name !== 'rss') throw this.trouble(`This is a <${tag.name.slice(0, 40)}> file, not a WordPress export.`)
    if (this.path.length === 3 && this.path[1] === 'channel') return this.openedInChannel(tag)
    const parent = this.open.at(-1)
    if (parent) this.keep(tag, parent)
  }

  private openedInChannel(tag: SaxesTagPlain): void {
    if (recordNames.has(tag.name)) {
      this.giveSite()
      this.elements = 0
      this.keep(tag, undefined)
    } else if (siteNames.has(tag.name) && !this.siteValues.has(tag.name)) {
      this.siteValues.set(tag.name, '')
      this.siteField = tag.name
    }
  }

  private keep(tag: SaxesTagPlain, parent: XmlElement | undefined): void {
    if (++this.elements > this.limits.itemElements) throw this.tooLarge()
    const element: XmlElement = { name: tag.name, attributes: tag.attributes, text: '', children: [], place: this.place() }
    parent?.children.push(element)
    this.open.push(element)
  }

  private addText(text: string): void {
    const element = this.open.at(-1)
    if (element) element.text += text
    else if (this.siteField && this.path.length === 3) this.siteValues.set(this.siteField, (this.siteValues.get(this.siteField) ?? '') + text)
  }

  private closed(): void {
    this.path.pop()
    this.siteField = ''
    const element = this.open.pop()
    if (!element || this.open.length > 0) return
    if (++this.given > this.limits.records) throw this.trouble(`There are more than ${this.limits.records.toLocaleString('en-GB')} items.`)
    this.lastRecordAt = this.parser.position
    this.records.push(recordOf(element))
  }

  /** Before the first record, and at the end of a file without any: what is no export is refused here. */
  private giveSite(): void {
    if (this.siteGiven) return
    const site = siteOf(this.siteValues, this.place())
    if (!site.version) throw this.trouble('There is no <wp:wxr_version> here, so this is not a WordPress export.')
    if (!/^1\.[012]$/.test(site.version)) throw this.unknownVersion(site.version)
    this.siteGiven = true
    this.records.push(site)
  }

  private unknownVersion(version: string): WxrTrouble {
    return this.trouble(`This is WXR version “${version.slice(0, 20)}”; versions 1.0, 1.1 and 1.2 can be imported.`)
  }

  private take(): WxrRecord[] {
    const taken = this.records
    this.records = []
    return taken
  }

  private tooLarge(): WxrTrouble {
    const start = this.open[0]?.place
    return this.trouble(start ? `The item that begins on line ${start.line} is larger than can be imported.` : 'There is no end to what stands here.')
  }

  /** The parser's own words without the place, which stands before them. */
  private malformed(error: Error): WxrTrouble {
    const words = error.message.replace(/^(?:\d+:\d+: )?/, '').replace(/\.$/, '')
    if (words.startsWith('unclosed tag')) return this.trouble(`The file is cut off: <${words.slice('unclosed tag: '.length)}> is never closed.`)
    if (words === 'document must contain a root element') return this.trouble('The file holds no XML.')
    return this.trouble(`This is not well-formed XML (${words}).`)
  }
}
