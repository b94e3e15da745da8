import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'

type Node = { type: string; tagName?: string; properties?: Record<string, unknown>; children?: Node[] }

/** Names by which others read pages: microformats. */
const readByMachines = /^(h|p|u|dt|e)-/

/** The same text in the same elements, with all of their attributes but some. */
export type Forms = {
  /** Without the classes and the `data-` attributes that no style sheet, no script and no microformat names: what its text and its marks need. */
  read: string
  /** Without any class but those of microformats, any `data-` attribute, and any `div` or `span` that has no attribute then: nothing could style it. */
  bare: string
}

/**
 * The shortest ways to write a page: without the tags and the quotes that HTML can do without, and with the shorter one of two ways to write a character.
 * @param readers all style sheets and scripts of the page, as text
 */
export function shortestForms(html: string, readers: string): Forms {
  const words = new Set(readers.match(/[\w-]+/g))
  const [read, bare] = [fromHtml(html) as Node, fromHtml(html) as Node]
  strip(read, (word) => words.has(word))
  strip(bare, () => false)
  unwrap(bare)
  return { read: write(read), bare: write(bare) }
}

function write(tree: Node): string {
  return toHtml(tree as Parameters<typeof toHtml>[0], {
    omitOptionalTags: true, preferUnquoted: true, quoteSmart: true, collapseEmptyAttributes: true, tightAttributes: true, tightDoctype: true, tightSelfClosing: true,
    tightCommaSeparatedLists: true, characterReferences: { useNamedReferences: true, useShortestReferences: true, omitOptionalSemicolons: true },
  })
}

function strip(node: Node, isRead: (word: string) => boolean) {
  const kept = Object.entries(node.properties ?? {}).flatMap(([name, value]): [string, unknown][] => {
    if (name === 'className') {
      const classes = [value].flat().map(String).filter((each) => readByMachines.test(each) || isRead(each))
      return classes.length > 0 ? [[name, classes]] : []
    }
    return !name.startsWith('data') || name === 'dateTime' || namesOf(name).some(isRead) ? [[name, value]] : []
  })
  if (node.properties) node.properties = Object.fromEntries(kept)
  for (const child of node.children ?? []) strip(child, isRead)
}

/** How style sheets and scripts name `data-shown-until`: so, or `dataset.shownUntil`. */
function namesOf(property: string): string[] {
  const short = property.slice(4, 5).toLowerCase() + property.slice(5)
  return [short, property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)]
}

function unwrap(node: Node) {
  for (const child of node.children ?? []) unwrap(child)
  if (node.children) node.children = node.children.flatMap((child) => (isIdle(child) ? (child.children ?? []) : [child]))
}

function isIdle({ tagName = '', properties }: Node): boolean {
  return (tagName === 'div' || tagName === 'span') && Object.keys(properties ?? {}).length === 0
}
