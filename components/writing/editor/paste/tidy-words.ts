import type { Element, ElementContent, Root } from 'hast'
import { attribute, eachElement, hasClass } from '#lib/rendering/walk-tree.ts'
import type { Parent } from '#lib/rendering/walk-tree.ts'
import { makeElement, textOf } from './read-styles.ts'
import { isBlock } from './tidy-blocks.ts'

/** What means the same in Markdown, under one name. */
const names: Record<string, string> = { b: 'strong', strong: 'strong', i: 'em', em: 'em', u: 'em', mark: 'em', cite: 'em', dfn: 'em', s: 'del', strike: 'del', del: 'del' }

/** What Markdown has nothing for: the words alone stay. */
const unsaid = new Set(['abbr', 'bdi', 'ins', 'small', 'time'])

/** The words of a page may be broken and joined where nobody sees it. */
const unseen = /[\u200B\uFEFF\u00AD]/g

/**
 * Makes marks fit Markdown: none within its like, none around blanks, none twice side by side, none in headings that are bold by themselves. Changes the tree
 * in place.
 */
export function tidyWords(tree: Root): void {
  tidyText(tree)
  tree.children = tidied(contentsOf(tree), new Set())
}

function tidyText(tree: Root): void {
  const walk = (parent: Parent) => {
    for (const node of parent.children) {
      if (node.type === 'text') node.value = node.value.replace(unseen, '').replace(/\u00A0+/g, blankAmongBlanks)
      else if (node.type === 'element' && node.tagName !== 'pre') walk(node)
    }
  }
  walk(tree)
  eachElement(tree, (element) => (element.tagName === 'q' ? [{ type: 'text', value: '“' }, ...element.children, { type: 'text', value: '”' }] : undefined))
}

/** Blanks that do not break a line are meant within words; at their ends, and beside others, they are blanks like any. */
function blankAmongBlanks(run: string, at: number, words: string): string {
  const after = at + run.length
  return at === 0 || after === words.length || words[at - 1] === ' ' || words[after] === ' ' ? ' ' : run
}

function contentsOf({ children }: Root): ElementContent[] {
  return children.flatMap((child): ElementContent[] => (child.type === 'doctype' ? [] : [child]))
}

function tidied(nodes: ElementContent[], around: ReadonlySet<string>): ElementContent[] {
  const out: ElementContent[] = []
  for (const node of nodes) for (const each of node.type === 'element' ? tidiedElement(node, around) : [node]) join(out, each)
  return out
}

function tidiedElement(element: Element, around: ReadonlySet<string>): ElementContent[] {
  if (element.tagName === 'pre' || element.tagName === 'code') return textOf(element).trim() === '' ? [] : [element]
  const name = names[element.tagName] ?? element.tagName
  if (name === 'a' && (attribute(element, 'href') === undefined || around.has('a'))) return tidied(element.children, around)
  if (names[name] !== undefined) return markedAs(name, element.children, around)
  const inside = new Set([...around, ...(name === 'a' ? ['a'] : []), ...(/^h[1-6]$/.test(name) ? ['strong'] : [])])
  const children = tidied(element.children, inside)
  if (/^(?:a|h[1-6]|sup|sub|p|div|blockquote|li)$/.test(name) && isEmpty(children)) return isBlock(element) ? [] : children
  if (name === 'sup' || name === 'sub') return raised(element, children)
  if (unsaid.has(name) && element.properties.className === undefined) return children
  if (name !== 'a') return [{ ...element, children }]
  const { lead, core, tail } = edges(children)
  return [...lead, { ...element, children: core }, ...tail]
}

/** A mark around blocks is one in each of them. */
function markedAs(name: string, children: ElementContent[], around: ReadonlySet<string>): ElementContent[] {
  if (around.has(name)) return tidied(children, around)
  if (children.some(isBlock)) {
    return children.flatMap((child) => {
      if (child.type !== 'element' || !isBlock(child)) return markedAs(name, [child], around)
      return tidied([child.tagName === 'pre' ? child : { ...child, children: markedAs(name, child.children, around) }], around)
    })
  }
  const { lead, core, tail } = edges(tidied(children, new Set([...around, name])))
  return [...lead, ...(isEmpty(core) ? core : [makeElement(name, core)]), ...tail]
}

function isEmpty(children: ElementContent[]): boolean {
  return children.every((child) => textOf(child).trim() === '' && !holdsMore(child))
}

/** What says something without words. */
function holdsMore(node: ElementContent): boolean {
  return node.type === 'element' && (node.tagName === 'img' || node.tagName === 'hr' || node.children.some(holdsMore))
}

const superscripts: Record<string, string> = Object.fromEntries([...'0123456789+-=()n'].map((letter, at) => [letter, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'][at] ?? letter]))
const subscripts: Record<string, string> = Object.fromEntries([...'0123456789+-=()'].map((letter, at) => [letter, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][at] ?? letter]))

/** Figures have letters that stand high and low; our own marks of notes stay as they are, and other words stand on the line. */
function raised(element: Element, children: ElementContent[]): ElementContent[] {
  if (hasClass(element, 'footnote-ref')) return [{ ...element, children }]
  const letters = element.tagName === 'sup' ? superscripts : subscripts
  const words = children.every((child) => child.type === 'text') ? [...textOf(element).trim()] : []
  return words.length > 0 && words.every((letter) => letters[letter] !== undefined) ? [{ type: 'text', value: words.map((letter) => letters[letter]).join('') }] : children
}

/** Blanks and line breaks at the ends of a mark stand outside of it. */
function edges(children: ElementContent[]): { lead: ElementContent[]; core: ElementContent[]; tail: ElementContent[] } {
  const core = [...children]
  const lead: ElementContent[] = []
  const tail: ElementContent[] = []
  for (let first = core[0]; first; first = core[0]) {
    const [blank, rest] = first.type === 'text' ? split(first.value, /^\s+/) : ['', '']
    if (blank) lead.push({ type: 'text', value: blank })
    if (first.type === 'text' && rest === '') core.shift()
    else if (first.type === 'element' && first.tagName === 'br') lead.push(...core.splice(0, 1))
    else {
      if (blank) core[0] = { type: 'text', value: rest }
      break
    }
  }
  for (let last = core.at(-1); last; last = core.at(-1)) {
    const [blank, rest] = last.type === 'text' ? split(last.value, /(?<!\s)\s+$/) : ['', '']
    if (blank) tail.unshift({ type: 'text', value: blank })
    if (last.type === 'text' && rest === '') core.pop()
    else if (last.type === 'element' && last.tagName === 'br') tail.unshift(...core.splice(-1, 1))
    else {
      if (blank) core[core.length - 1] = { type: 'text', value: rest }
      break
    }
  }
  return { lead, core, tail }
}

function split(value: string, blanks: RegExp): [blank: string, rest: string] {
  const blank = blanks.exec(value)?.[0] ?? ''
  return [blank, value.replace(blanks, '')]
}

/** Puts a node behind others; two that mean the same become one, with the blanks that stood between them. */
function join(out: ElementContent[], node: ElementContent): void {
  const last = out.at(-1)
  if (node.type === 'text' && last?.type === 'text') {
    out[out.length - 1] = { type: 'text', value: last.value + node.value }
    return
  }
  const blank = last?.type === 'text' && last.value.trim() === '' ? last : null
  const before = blank ? out.at(-2) : last
  if (!isAlike(before, node, blank !== null)) {
    out.push(node)
    return
  }
  if (blank) out.pop()
  const joined: ElementContent[] = [...before.children]
  for (const child of [...(blank ? [blank] : []), ...(node.type === 'element' ? node.children : [])]) join(joined, child)
  out[out.length - 1] = { ...before, children: joined }
}

function isAlike(one: ElementContent | undefined, other: ElementContent, apart: boolean): one is Element {
  if (one?.type !== 'element' || other.type !== 'element' || one.tagName !== other.tagName) return false
  // Marks of code that touch would be read as another, longer one.
  if (one.tagName === 'code') return !apart
  return names[one.tagName] !== undefined || (one.tagName === 'a' && one.properties.href === other.properties.href && attribute(one, 'href') !== undefined)
}
