import { brotliCompressSync, gzipSync } from 'node:zlib'
import { fromHtml } from 'hast-util-from-html'
import { shortestForms } from './shortest-form.ts'

/** A file that a page asks for: its address, and its bytes as they travel at best. */
type Weighed = { address: string; bytes: number }

/** What a page is and asks for, in bytes. */
export type PageWeight = {
  html: number
  gzip: number
  brotli: number
  /** How many times the bytes of its shortest forms it has (shortest-form.ts), as it is and packed. */
  ratio: { plain: number; gzip: number; brotli: number }
  bare: { plain: number; gzip: number; brotli: number }
  /** By gzip. */
  sheets: Weighed[]
  /** By gzip. */
  scripts: Weighed[]
  /** Faces that are fetched before anything asks for them. */
  faces: Weighed[]
  /** Scripts that stand in the page and would run, and attributes that hold some. */
  inline: number
  /** Addresses of others that a browser would ask to show the page. */
  elsewhere: string[]
}

type Node = { tagName?: string; properties?: Record<string, unknown>; children?: Node[]; value?: string }

/** Weighs a page and all that it asks for, without a browser. @param cookie of somebody who is signed in */
export async function weighPage(address: string, cookie?: string): Promise<PageWeight> {
  const answer = await fetch(address, { headers: cookie ? { cookie } : {} })
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
  const html = await answer.text()
  const asked = [...askedByHead(answer.headers.get('link') ?? ''), ...askedByPage(elementsOf(html))].map((each) => ({ ...each, address: new URL(each.address, address).href }))
  const own = (kind: string) => [...new Set(asked.filter((each) => each.kind === kind && isFrom(each.address, address)).map((each) => each.address))]
  const read = async (each: string) => ({ address: each, body: Buffer.from(await (await fetch(each)).arrayBuffer()) })
  const [sheets, scripts, faces] = await Promise.all(['sheet', 'script', 'face'].map((kind) => Promise.all(own(kind).map(read)))) as [Read[], Read[], Read[]]
  const inSheets = sheets.flatMap((sheet) => [...sheet.body.toString().matchAll(/url\((?!["']?data:)["']?([^"')]+)/g)].map(([, found = '']) => new URL(found, sheet.address).href))
  const forms = shortestForms(html, [...sheets, ...scripts].map(({ body }) => body.toString()).join('\n'))
  return {
    ...sizesOf(html),
    ratio: ratioOf(html, forms.read),
    bare: ratioOf(html, forms.bare),
    sheets: sheets.map(packed),
    scripts: scripts.map(packed),
    faces: faces.map(({ address: face, body }) => ({ address: face, bytes: body.length })),
    inline: elementsOf(html).filter(runsInline).length,
    elsewhere: [...new Set([...asked.map((each) => each.address), ...inSheets])].filter((each) => !isFrom(each, address)),
  }
}

/** The bytes of several files together. */
export function sum(files: readonly Weighed[]): number {
  return files.reduce((bytes, file) => bytes + file.bytes, 0)
}

type Read = { address: string; body: Buffer }

function packed({ address, body }: Read): Weighed {
  return { address, bytes: gzipSync(body, { level: 9 }).length }
}

function sizesOf(html: string) {
  return { html: Buffer.byteLength(html), gzip: gzipSync(html, { level: 9 }).length, brotli: brotliCompressSync(html).length }
}

function ratioOf(html: string, form: string) {
  const [here, there] = [sizesOf(html), sizesOf(form)]
  return { plain: here.html / there.html, gzip: here.gzip / there.gzip, brotli: here.brotli / there.brotli }
}

function isFrom(address: string, page: string): boolean {
  return address.startsWith('data:') || new URL(address).origin === new URL(page).origin
}

type Asked = { kind: 'sheet' | 'script' | 'face' | 'other'; address: string }

/** What the head of the answer tells a browser to fetch. */
function askedByHead(link: string): Asked[] {
  return [...link.matchAll(/<([^>]+)>;([^,]*)/g)].map(([, address = '', rest = '']) => ({ address, kind: kindOf(/rel="?(\w+)/.exec(rest)?.[1], /as="?(\w+)/.exec(rest)?.[1]) }))
}

/** Links that name something else than a page to go to. */
const fetched = /^(stylesheet|preload|modulepreload|preconnect|dns-prefetch|icon|apple-touch-icon|manifest)$/

function askedByPage(elements: Node[]): Asked[] {
  return elements.flatMap(({ tagName, properties = {} }): Asked[] => {
    const text = (name: string) => (properties[name] === undefined ? [] : [String(properties[name])])
    if (tagName === 'link') return [properties.rel].flat().some((rel) => fetched.test(String(rel))) ? text('href').map((address) => ({ address, kind: kindOf(String(properties.rel), String(properties.as)) })) : []
    if (tagName === 'script') return text('src').map((address) => ({ address, kind: 'script' }))
    const sets = text('srcSet').flatMap((set) => set.split(',').map((each) => each.trim().split(/\s/)[0] ?? ''))
    return /^(img|source|iframe|video|audio|embed|object)$/.test(tagName ?? '') ? [...text('src'), ...text('poster'), ...text('data'), ...sets].map((address) => ({ address, kind: 'other' })) : []
  })
}

function kindOf(rel = '', as = ''): Asked['kind'] {
  if (rel === 'stylesheet' || as === 'style') return 'sheet'
  if (rel === 'modulepreload' || as === 'script') return 'script'
  return as === 'font' ? 'face' : 'other'
}

function elementsOf(html: string): Node[] {
  const all: Node[] = []
  const look = (node: Node) => {
    if (node.tagName) all.push(node)
    node.children?.forEach(look)
  }
  look(fromHtml(html) as Node)
  return all
}

function runsInline({ tagName, properties = {}, children = [] }: Node): boolean {
  if (Object.keys(properties).some((name) => /^on[A-Z]/.test(name))) return true
  return tagName === 'script' && properties.type !== 'application/ld+json' && children.some(({ value = '' }) => value.trim() !== '')
}
