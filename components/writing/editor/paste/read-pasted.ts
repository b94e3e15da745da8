import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { cleanTree } from '#lib/rendering/clean-tree.ts'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'
import type { Parent } from '#lib/rendering/walk-tree.ts'
import { writeMarkdown } from '#lib/rendering/write-markdown.ts'
import { settleLinks } from './pasted-links.ts'
import { formNotes } from './pasted-notes.ts'
import { pictureMark, takePictures } from './pasted-pictures.ts'
import { dropMarks, markSpoilers, withSpoilers } from './pasted-spoilers.ts'
import { isTypewriter, readStyles, styleOf, textOf } from './read-styles.ts'
import { dropJunk, tidyBlocks } from './tidy-blocks.ts'
import { tidyWords } from './tidy-words.ts'
import { dropMarkers, formWordLists } from './word-lists.ts'

/** What was copied: the same as HTML and as words. */
export type Copied = { html: string; words: string }

/** Where it is pasted: this site, and the number of the next note in the text. */
export type PasteSite = { origin: string; nextNote: number }

/** What is put into the text, and the pictures that came along, each with its place in it. */
export type Pasted = { markdown: string; pictures: { at: number; file: File }[] }

/**
 * Formatted words as Markdown.
 * @returns null where the words alone say as much: code from an editor, a phrase without any formatting, Markdown that somebody copied from a page
 */
export function readPasted({ html, words }: Copied, { origin, nextNote }: PasteSite): Pasted | null {
  const tree = fromHtml(html, { fragment: true })
  dropMarks(tree)
  dropJunk(tree)
  if (isCodeAlone(tree)) return null
  formWordLists(tree)
  dropMarkers(tree)
  readStyles(tree)
  formNotes(tree, nextNote)
  markSpoilers(tree)
  settleLinks(tree, origin)
  const files = takePictures(tree, origin)
  tidyBlocks(tree)
  const clean = cleanTree(tree, 'essay', {})
  tidyWords(clean)
  if (files.length === 0 && !saysMore(clean, words)) return null
  return placed(withSpoilers(writeMarkdown(clean)), files)
}

/** A program that writes code puts its colours on the clipboard; what is copied from its window, or is one block of code, is meant as it stands. */
function isCodeAlone(tree: Root): boolean {
  return textOf(tree).trim() !== '' && !hasWordsOutsideCode(tree)
}

function hasWordsOutsideCode(parent: Parent): boolean {
  for (const child of parent.children) {
    if (child.type === 'text' && child.value.trim() !== '') return true
    if (child.type === 'element' && !isCode(child) && hasWordsOutsideCode(child)) return true
  }
  return false
}

function isCode(element: Element): boolean {
  return element.tagName === 'pre' || (styleOf(element)['white-space'] === 'pre' && isTypewriter(element))
}

const telling = new Set(['em', 'strong', 'del', 'h2', 'h3', 'h4', 'ul', 'ol', 'blockquote', 'pre', 'code', 'kbd', 'samp', 'table', 'img', 'hr', 'section', 'dl'])

/** Marks that somebody typed by hand, and that escapes would make into letters. */
const typedMarkdown = /^(?:#{1,6} |> |[-*+] |\d{1,3}[.)] |```|\[\^[^\]]+\]:)|\*\*\S|\]\([^)\s]+\)|\[\^[^\]\s]+\]/m

function saysMore(tree: Root, words: string): boolean {
  let [marks, paragraphs] = [0, 0]
  eachElement(tree, (element) => {
    if (telling.has(element.tagName) || isLinkWithWords(element)) marks++
    if (['p', 'div', 'br'].includes(element.tagName)) paragraphs++
  })
  return marks > 0 || /[\uE001-\uE003]/.test(textOf(tree)) || (paragraphs > 1 && !typedMarkdown.test(words))
}

/** One that says something else than its own address. */
function isLinkWithWords(element: Element): boolean {
  const href = attribute(element, 'href')
  const only = element.children.length === 1 ? element.children[0] : undefined
  return element.tagName === 'a' && href !== undefined && !(only?.type === 'text' && only.value.trim().replace(/\/$/, '') === href.replace(/\/$/, ''))
}

/** A picture stands behind the paragraph that it stood in, or alone where that was nothing but the picture. */
function placed(marked: string, files: File[]): Pasted {
  const pictures: Pasted['pictures'] = []
  let markdown = ''
  for (const part of marked.split(/((?:^|\n\n)\uE000(?=\n|$)|\uE000)/)) {
    const file = part.endsWith(pictureMark) ? files[pictures.length] : undefined
    if (file) pictures.push({ at: markdown.length, file })
    else markdown += markdown === '' ? part.replace(/^\n+/, '') : part
  }
  return { markdown, pictures }
}
