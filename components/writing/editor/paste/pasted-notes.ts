import type { Element, ElementContent, Root, RootContent } from 'hast'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'
import type { Parent } from '#lib/rendering/walk-tree.ts'
import { makeElement, textOf } from './read-styles.ts'
import { isBlock } from './tidy-blocks.ts'

/** Where everything stands: what an id leads to, what is around an element, and what comes first. */
type Places = { named: Map<string, Element>; parents: Map<Element, Parent>; order: Map<Element, number> }

/**
 * Notes of a word processor or another page become notes of ours. They are known by leading back and forth: a short mark in the text leads to a place below, and a
 * link there leads back to the mark. Changes the tree in place.
 * @param first the number of the first of them
 */
export function formNotes(tree: Root, first: number): void {
  const places = findPlaces(tree)
  const links = [...places.order.keys()].filter((element) => element.tagName === 'a' && fragmentOf(element) !== null)
  const notes = new Map<Element, { number: number; backs: Element[] }>()
  for (const link of links) {
    const target = places.named.get(fragmentOf(link) ?? '')
    if (!target || !isMark(link) || !isBefore(link, target, places)) continue
    const back = findLink(target, (each) => leadsTo(each, link, places))
    const note = blockOf(target, places)
    // A second mark of a note has no way back of its own on many pages.
    if (!note || (!back && !notes.has(note))) continue
    const known = notes.get(note) ?? { number: first + notes.size, backs: [] }
    if (back) known.backs.push(back)
    notes.set(note, known)
    replace(outermost(link, places), [makeReference(known.number)], places)
  }
  if (notes.size === 0) return
  const items = [...notes].map(([note, { number, backs }]) => {
    replace(note, [], places)
    for (const back of backs) replace(back, [], places)
    return makeElement('li', wordsOf(note), { id: `fn${number}` })
  })
  dropRuleAtEnd(tree)
  tree.children.push(makeElement('section', [makeElement('ol', items)], { className: ['footnotes'] }))
}

function findPlaces(tree: Root): Places {
  const places: Places = { named: new Map(), parents: new Map(), order: new Map() }
  eachElement(tree, (element, parent) => {
    places.parents.set(element, parent)
    places.order.set(element, places.order.size)
    for (const name of [attribute(element, 'id'), attribute(element, 'name')]) if (name && !places.named.has(name)) places.named.set(name, element)
  })
  return places
}

/** The first link with a fragment of an element and all that is within it that is meant. */
function findLink(element: Element, isMeant: (link: Element) => boolean): Element | null {
  if (element.tagName === 'a' && fragmentOf(element) !== null && isMeant(element)) return element
  for (const child of element.children) {
    const found = child.type === 'element' ? findLink(child, isMeant) : null
    if (found) return found
  }
  return null
}

/** What stands behind the # of an address; browsers write whole addresses on the clipboard. */
function fragmentOf(link: Element): string | null {
  const fragment = /#(.+)$/.exec(attribute(link, 'href') ?? '')?.[1]
  if (fragment === undefined) return null
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** `1`, `[12]`, `*`, `iv` */
function isMark(link: Element): boolean {
  return /^\s*[[(]?\s*(?:[\p{L}\d]{1,4}|[*†‡§¶]{1,3})\s*[\])]?\s*$/u.test(textOf(link))
}

function isBefore(one: Element, other: Element, { order }: Places): boolean {
  return (order.get(one) ?? 0) < (order.get(other) ?? 0)
}

function isWithin(inner: Element, outer: Element, { parents }: Places): boolean {
  for (let at: Parent | undefined = inner; at?.type === 'element'; at = parents.get(at)) if (at === outer) return true
  return false
}

/** To the link itself, to what holds only it, or to something in it. */
function leadsTo(back: Element, link: Element, places: Places): boolean {
  const target = places.named.get(fragmentOf(back) ?? '')
  return target !== undefined && (isWithin(target, link, places) || isWithin(link, target, places) && isBefore(target, back, places) && textOf(target).trim() === textOf(link).trim())
}

/** All of a note: what the mark leads to, or the paragraph around it with what holds nothing but this note. */
function blockOf(target: Element, places: Places): Element | null {
  // Marks that are notes of ours by now lead somewhere too.
  const isAnother = (link: Element) => !isWithin(link, target, places) && (places.named.has(fragmentOf(link) ?? '') || !places.order.has(link))
  let block = target
  for (let above = places.parents.get(block); above?.type === 'element'; above = places.parents.get(block)) {
    const around = above
    if (['ol', 'ul', 'section', 'aside', 'table', 'tr'].includes(around.tagName) || findLink(around, isAnother)) break
    if (isBlock(block) && !isSameNote(block, around)) break
    block = around
  }
  return ['li', 'p', 'div', 'dd', 'td', 'aside'].includes(block.tagName) ? block : null
}

/** What stands around a note and holds nothing else, or says that it is one. */
function isSameNote(block: Element, around: Element): boolean {
  const called = `${attribute(around, 'id') ?? ''} ${attribute(around, 'className') ?? ''}`
  return textOf(around).trim() === textOf(block).trim() || /footnote(?!s)|ftn\d/i.test(called)
}

/** A mark goes with what raises it. */
function outermost(link: Element, { parents }: Places): Element {
  let mark = link
  for (let above = parents.get(mark); above?.type === 'element'; above = parents.get(mark)) {
    if (!['sup', 'span', 'font', 'b', 'i', 'strong', 'em', 'small'].includes(above.tagName) || textOf(above).trim() !== textOf(link).trim()) break
    mark = above
  }
  return mark
}

function makeReference(number: number): Element {
  const link = makeElement('a', [{ type: 'text', value: String(number) }], { href: `#fn${number}` })
  return makeElement('sup', [link], { className: ['footnote-ref'] })
}

function replace(element: Element, by: ElementContent[], { parents }: Pick<Places, 'parents'>): void {
  const parent = parents.get(element)
  const at = parent?.children.findIndex((child: RootContent) => child === element) ?? -1
  if (at === -1) return
  parent?.children.splice(at, 1, ...by)
  // A list that held nothing but notes.
  if (parent?.type === 'element' && by.length === 0 && /^(?:ol|ul|section|div|sup|span|b|p)$/.test(parent.tagName) && !holdsAnything(parent)) replace(parent, [], { parents })
}

function holdsAnything(element: Element): boolean {
  return element.children.some((child) => (child.type === 'text' ? child.value.trim() !== '' : child.type === 'element' && (child.tagName === 'img' || holdsAnything(child))))
}

/** Without the carets, arrows and points that stood beside the way back. */
function wordsOf(note: Element): ElementContent[] {
  eachElement(note, ({ tagName }) => (tagName === 'hr' ? [] : undefined))
  const first = firstText(note)
  if (first) first.value = first.value.replace(/^[\s\u00a0]*[↑^↩.]?[\s\u00a0]*/, '')
  return note.children
}

function firstText(element: Element): { value: string } | null {
  for (const child of element.children) {
    if (child.type === 'text' && child.value.trim() !== '') return child
    const inside = child.type === 'element' ? firstText(child) : null
    if (inside) return inside
  }
  return null
}

/** The line above the notes has nothing to part any more. */
function dropRuleAtEnd(parent: Parent): void {
  for (let at = parent.children.length - 1; at >= 0; at--) {
    const child = parent.children[at]
    if (!child || (child.type === 'element' && child.tagName !== 'hr' && holdsAnything(child)) || (child.type === 'text' && child.value.trim() !== '')) return
    if (child.type === 'element' && child.tagName === 'hr') parent.children.splice(at, 1)
    else if (child.type === 'element') dropRuleAtEnd(child)
  }
}
