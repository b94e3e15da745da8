import type { Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { allowLists } from './allow-lists.ts'
import { decorateTree } from './decorate-tree.ts'
import { prepareTree } from './prepare-tree.ts'
import { readMarkdown } from './read-markdown.ts'
import type { Rendering, RenderingOptions, RenderingProfile } from './rendering-profiles.ts'
import { countWords, visibleText } from './visible-text.ts'

/**
 * Markdown as it was typed, to HTML that is ready to print. Give it text that passed `checkText`; other text is rendered
 * safely too, but may take long, so what comes from people goes through `renderInWorker`.
 */
export function renderMarkdown(source: string, profile: RenderingProfile, options: RenderingOptions = {}): Rendering {
  return sanitiseHtml(readMarkdown(source, profile), profile, options)
}

/** The same for HTML: what the allow-list does not know loses its tags and keeps its text. */
export function sanitiseHtml(html: string, profile: RenderingProfile, options: RenderingOptions = {}): Rendering {
  const unsafe = fromHtml(html, { fragment: true })
  prepareTree(unsafe, profile, options)
  const tree = asRoot(sanitize(unsafe, allowLists[profile]))
  const headings = decorateTree(tree, profile, options)
  const text = visibleText(tree)
  return { html: toHtml(tree), text, headings, words: countWords(text) }
}

/** `sanitize` returns a lone child in place of its root. */
function asRoot(node: ReturnType<typeof sanitize>): Root {
  if (node.type === 'root') return node
  return { type: 'root', children: node.type === 'doctype' ? [] : [node] }
}
