import type { ElementContent, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { cleanTree } from './clean-tree.ts'
import { foldNotes } from './fold-notes.ts'
import { formFigures } from './form-figures.ts'
import { formSpoilers } from './form-spoilers.ts'
import { readMarkdown, readMarkdownLine } from './read-markdown.ts'
import type { RenderingOptions, RenderingProfile } from './rendering-profiles.ts'

/** Markdown as a tree of allowed elements, before ids, roles and `rel` are added. */
export function safeTreeOfMarkdown(source: string, profile: RenderingProfile, options: RenderingOptions = {}): Root {
  const unsafe = fromHtml(readMarkdown(source, profile), { fragment: true })
  if (profile === 'essay') {
    formFigures(unsafe, readWords)
    formSpoilers(unsafe)
    foldNotes(unsafe)
  }
  return cleanTree(unsafe, profile, options)
}

function readWords(markdown: string): ElementContent[] {
  return fromHtml(readMarkdownLine(markdown), { fragment: true }).children.filter((child) => child.type !== 'doctype')
}

/** HTML as a tree of allowed elements. What the allow-list does not know loses its tags and keeps its text. */
export function safeTreeOfHtml(html: string, profile: RenderingProfile, options: RenderingOptions = {}): Root {
  return cleanTree(fromHtml(html, { fragment: true }), profile, options)
}
