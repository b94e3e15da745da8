import type { Element, ElementContent, Root, RootContent } from 'hast'
import { eachElement } from '#lib/rendering/walk-tree.ts'

type Node = RootContent | ElementContent

const BLANK_LINE = /\n[ \t\r]*\n/

const BLOCKS = new Set([
  'address', 'article', 'aside', 'blockquote', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer',
  'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'legend', 'li', 'main', 'menu', 'nav', 'ol', 'p', 'pre', 'section', 'script', 'style',
  'summary', 'table', 'caption', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'ul', 'dir',
])
/** Line ends mean nothing in here. */
const VERBATIM = new Set(['pre', 'script', 'style', 'textarea', 'svg', 'iframe', 'select'])
/** Text directly in these always stands in paragraphs. */
const ALWAYS_PARAGRAPHS = new Set(['dir', 'blockquote'])
/** Text directly in these may stand in paragraphs: when there is a blank line in it. */
const MAYBE_PARAGRAPHS = new Set(['article', 'aside', 'center', 'dd', 'details', 'div', 'footer', 'header', 'li', 'main', 'section', 'td', 'th'])

/**
 * Gives texts of the classic editor the paragraphs that WordPress adds when it shows them: a blank line ends a
 * paragraph, a single line end is a line break, block elements stand for themselves. Changes the tree in place.
 */
export function addParagraphs(tree: Root): void {
  eachElement(tree, (element) => {
    if (element.tagName !== 'dir' || element.properties.dataFreeform === undefined) return
    element.children = flow(element)
    return element.children
  })
}

function flow(parent: Element): ElementContent[] {
  if (VERBATIM.has(parent.tagName)) return parent.children
  const inParagraphs = ALWAYS_PARAGRAPHS.has(parent.tagName) || (MAYBE_PARAGRAPHS.has(parent.tagName) && hasBlankLine(parent))
  const result: ElementContent[] = []
  let run: ElementContent[] = []
  const endRun = () => {
    result.push(...closeRun(run, inParagraphs))
    run = []
  }
  for (const child of parent.children) {
    if (isBlock(child)) {
      endRun()
      child.children = flow(child)
      result.push(child)
    } else if (child.type === 'text' && inParagraphs) {
      child.value.split(/\n[ \t\r]*\n\s*/).forEach((part, at) => {
        if (at > 0) endRun()
        run.push({ type: 'text', value: part })
      })
    } else if (child.type !== 'comment') run.push(child)
  }
  endRun()
  return result
}

function isBlock(node: Node): node is Element {
  if (node.type !== 'element') return false
  return BLOCKS.has(node.tagName) || VERBATIM.has(node.tagName) || node.children.some(isBlock)
}

/** A blank line among words; one beside a block or at the edge separates nothing. */
function hasBlankLine({ children }: Element): boolean {
  return children.some((child, at) => {
    if (child.type !== 'text' || !BLANK_LINE.test(child.value)) return false
    const words = child.value.trim()
    if (BLANK_LINE.test(words)) return true
    const [before, after] = words === '' ? [child.value, child.value] : child.value.split(words)
    const [leads, trails] = [BLANK_LINE.test(before ?? '') && isInline(children[at - 1]), BLANK_LINE.test(after ?? '') && isInline(children[at + 1])]
    return words === '' ? leads && trails : leads || trails
  })
}

function isInline(node: Node | undefined): boolean {
  return node?.type === 'element' && !isBlock(node)
}

function closeRun(run: ElementContent[], inParagraphs: boolean): ElementContent[] {
  const first = run[0]
  const last = run.at(-1)
  if (first?.type === 'text') first.value = first.value.trimStart()
  if (last?.type === 'text') last.value = last.value.trimEnd()
  if (run.every((node) => node.type === 'text' && !/\S/.test(node.value))) return []
  const broken = run.flatMap((node, at) => withBreaks(node, run[at - 1], run[at + 1]))
  return inParagraphs ? [{ type: 'element', tagName: 'p', properties: {}, children: broken }] : broken
}

/** A line end becomes a break, unless a break stands there already. */
function withBreaks(node: ElementContent, before: ElementContent | undefined, after: ElementContent | undefined): ElementContent[] {
  if (node.type === 'element' && !VERBATIM.has(node.tagName)) {
    const children = node.children
    node.children = children.flatMap((child, at) => withBreaks(child, children[at - 1], children[at + 1]))
  }
  if (node.type !== 'text') return [node]
  const text = (isBreak(before) ? node.value.replace(/^[ \t]*\n/, '') : node.value).replace(isBreak(after) ? /\n[ \t]*$/ : /$^/, '')
  return text.split(/[ \t]*\n[ \t]*/).flatMap((line, at): ElementContent[] => [
    ...(at > 0 ? [{ type: 'element' as const, tagName: 'br', properties: {}, children: [] }] : []),
    ...(line ? [{ type: 'text' as const, value: line }] : []),
  ])
}

function isBreak(node: ElementContent | undefined): boolean {
  return node?.type === 'element' && node.tagName === 'br'
}
