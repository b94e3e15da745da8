import type { Element, Root } from 'hast'
import { attribute, eachElement, hasClass } from './walk-tree.ts'

/**
 * Folds the notes at the foot that only what is folded refers to: what a spoiler does not give away, its note must not. A note that a folded note alone
 * refers to is folded as well. Changes the tree in place; comes after `form-spoilers.ts`.
 */
export function foldNotes(tree: Root): void {
  const notes = notesIn(tree)
  if (notes.size === 0) return
  const open = openReferences(tree, notes)
  for (const [id, note] of notes) if (!open.has(id)) fold(note)
}

/** The notes, by the id to which a reference leads. */
function notesIn(tree: Root): Map<string, Element> {
  const notes = new Map<string, Element>()
  eachElement(tree, (element) => {
    if (!hasClass(element, 'footnotes')) return
    eachElement(element, (item) => {
      const id = attribute(item, 'id')
      if (item.tagName === 'li' && id) notes.set(id, item)
    })
  })
  return notes
}

/** The notes that can be reached from what stands open: from the text itself, and from notes that are reached so. */
function openReferences(tree: Root, notes: Map<string, Element>): Set<string> {
  const open = new Set<string>()
  const waiting: (Root | Element)[] = [tree]
  for (let from = waiting.pop(); from; from = waiting.pop()) {
    for (const id of referencesIn(from)) {
      const note = notes.get(id)
      if (!note || open.has(id)) continue
      open.add(id)
      waiting.push(note)
    }
  }
  return open
}

/** Where the references lead that stand in a part of the text, without what is folded in it and without the notes. */
function referencesIn(part: Root | Element): string[] {
  return part.children.flatMap((child): string[] => {
    if (child.type !== 'element' || child.properties.dataSpoiler !== undefined || hasClass(child, 'footnotes')) return []
    const href = child.tagName === 'a' && !hasClass(child, 'footnote-backref') ? attribute(child, 'href') : undefined
    return [...(href?.startsWith('#') ? [href.slice(1)] : []), ...referencesIn(child)]
  })
}

function fold(note: Element): void {
  const summary: Element = { type: 'element', tagName: 'summary', properties: {}, children: [{ type: 'text', value: 'Note to a spoiler' }] }
  note.children = [{ type: 'element', tagName: 'details', properties: { dataSpoiler: 'block' }, children: [summary, ...note.children] }]
}
