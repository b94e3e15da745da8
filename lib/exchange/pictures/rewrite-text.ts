import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import MarkdownIt from 'markdown-it'
import type { Rendering } from '#lib/rendering/rendering-profiles.ts'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'
import { safeTreeOfHtml, safeTreeOfMarkdown } from '#lib/rendering/safe-tree.ts'
import { safeImageUrl, safeUrl } from '#lib/rendering/safe-url.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'

export type RewriteTask = {
  format: 'markdown' | 'html'
  source: string
  /** New addresses by the old ones, as the text has them once it is sanitised; of what images show, and of where links lead. */
  pictures: Record<string, string>
  links: Record<string, string>
}

/** An image of a text, with what is said of it. */
export type ShownPicture = { src: string; alt: string; caption: string }

export type Rewritten = {
  source: string
  rendering: Rendering
  /** What the text shows and where it leads now, each as often as it occurs. */
  pictures: ShownPicture[]
  links: string[]
}

const essay = ['essay', { remoteImages: true }] as const

/**
 * Puts new addresses in the place of old ones, and leaves every other character of the source as it is. What is written is proved: read again, the text
 * is what it was but for these addresses. An old address that cannot be replaced without changing anything else stays.
 */
export function rewriteText(task: RewriteTask): Rewritten {
  const { format, source: before } = task
  const source = rewrite(task)
  const after = source === before ? before : source
  const tree = read(format, after)
  const rendering = (format === 'html' ? sanitiseHtml : renderMarkdown)(after, ...essay)
  return { source: after, rendering, ...addressesIn(tree) }
}

function read(format: RewriteTask['format'], source: string): Root {
  return (format === 'html' ? safeTreeOfHtml : safeTreeOfMarkdown)(source, ...essay)
}

function addressesIn(tree: Root): Pick<Rewritten, 'pictures' | 'links'> {
  const found: Pick<Rewritten, 'pictures' | 'links'> = { pictures: [], links: [] }
  const captions = new Map<Element, string>()
  eachElement(tree, (element) => {
    if (element.tagName === 'figure') eachElement(element, (inside) => void captions.set(inside, captionOf(element)))
    const href = element.tagName === 'a' ? attribute(element, 'href') : undefined
    if (href !== undefined) found.links.push(href)
    const src = element.tagName === 'img' ? attribute(element, 'src') : undefined
    if (src !== undefined) found.pictures.push({ src, alt: attribute(element, 'alt') ?? '', caption: captions.get(element) ?? '' })
  })
  return found
}

function captionOf(figure: Element): string {
  const caption = figure.children.find((child) => child.type === 'element' && child.tagName === 'figcaption')
  return caption?.type === 'element' ? visibleText(caption).replace(/\s+/g, ' ').trim() : ''
}

/** A place in a source at which an old address stands, and what is to be written there. */
type Place = { start: number; end: number; words: string }

function rewrite(task: RewriteTask): string {
  const { format, source } = task
  const places = format === 'html' ? placesInHtml(task) : placesInMarkdown(task)
  if (places.length === 0) return source
  const wanted = proofOf(task, source)
  const all = written(source, places)
  if (proofOf(task, all) === wanted) return all
  const good: Place[] = []
  for (const place of places) if (proofOf(task, written(source, [...good, place])) === wanted) good.push(place)
  return written(source, good)
}

function written(source: string, places: readonly Place[]): string {
  return places.reduceRight((text, { start, end, words }) => text.slice(0, start) + words + text.slice(end), source)
}

/** A text as everything but the old and new addresses makes it: two that only differ in these are the same. */
function proofOf(task: RewriteTask, source: string): string {
  const tree = read(task.format, source)
  eachElement(tree, (element) => {
    const { src, href } = element.properties
    if (element.tagName === 'img') element.properties.src = valueIn(task.pictures, String(src)) ?? String(src)
    if (element.tagName === 'a' && href !== undefined) element.properties.href = valueIn(task.links, String(href)) ?? String(href)
  })
  return JSON.stringify(tree, (key, value: unknown) => (key === 'position' || key === 'data' ? undefined : value))
}

const reader = new MarkdownIt()

/** Where an address follows the brackets of a link or an image, or the name of one that is given below. */
const destinations = /(?:\]\([ \t\n]*|^ {0,3}\[[^\]\n]+\]:[ \t]*)(<[^<>\n]*>|(?:[^\s()\\<]|\\.|\((?:[^\s()\\]|\\.)*\))+)/gm

function placesInMarkdown({ source, pictures, links }: RewriteTask): Place[] {
  return [...source.matchAll(destinations)].flatMap((match) => {
    const [whole, raw = ''] = match
    const address = reader.normalizeLink(reader.utils.unescapeAll(raw.startsWith('<') ? raw.slice(1, -1) : raw))
    const words = newAddress(address, pictures, links)
    const end = match.index + whole.length
    return words === undefined ? [] : [{ start: end - raw.length, end, words }]
  })
}

/** Both maps are tried, since a text that only has images cannot mean a link; where they differ, the proof finds out. */
function newAddress(address: string, pictures: Record<string, string>, links: Record<string, string>): string | undefined {
  return valueIn(pictures, safeImageUrl(address, true) ?? '') ?? valueIn(links, safeUrl(address) ?? '')
}

/** Attributes of images and links, by the places that the reader of HTML gives them. */
function placesInHtml({ source, pictures, links }: RewriteTask): Place[] {
  const places: Place[] = []
  eachElement(fromHtml(source, { fragment: true, verbose: true }), (element) => {
    const [name, words] =
      element.tagName === 'img' ? ['src', valueIn(pictures, safeImageUrl(attribute(element, 'src') ?? '', true) ?? '')] as const
      : element.tagName === 'a' ? ['href', valueIn(links, safeUrl(attribute(element, 'href') ?? '') ?? '')] as const
      : ['', undefined] as const
    const place = words === undefined ? undefined : placeOf(element, name)
    if (place && words !== undefined) places.push({ ...place, words: `${name}="${words}"` })
  })
  return places.sort((one, other) => one.start - other.start)
}

function placeOf({ data }: Element, name: string): { start: number; end: number } | undefined {
  const place = data?.position?.properties?.[name]
  const [start, end] = [place?.start.offset, place?.end.offset]
  return start === undefined || end === undefined ? undefined : { start, end }
}

function valueIn(map: Record<string, string>, key: string): string | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}
