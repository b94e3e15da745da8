import type { Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { countWords } from './count-words.ts'
import { decorateTree } from './decorate-tree.ts'
import { describeImages } from './describe-images.ts'
import { partLongNames } from './part-long-names.ts'
import type { Rendering, RenderingOptions, RenderingProfile } from './rendering-profiles.ts'
import { safeTreeOfHtml, safeTreeOfMarkdown } from './safe-tree.ts'
import { visibleText } from './visible-text.ts'

/**
 * Markdown as it was typed, to HTML that is ready to print. Give it text that passed `checkText`; other text is rendered
 * safely too, but may take long, so what comes from people goes through `renderInWorker`.
 */
export function renderMarkdown(source: string, profile: RenderingProfile, options: RenderingOptions = {}): Rendering {
  const tree = safeTreeOfMarkdown(source, profile, options)
  describeImages(tree)
  return print(tree, profile, options)
}

/** The same for HTML: what the allow-list does not know loses its tags and keeps its text. */
export function sanitiseHtml(html: string, profile: RenderingProfile, options: RenderingOptions = {}): Rendering {
  return print(safeTreeOfHtml(html, profile, options), profile, options)
}

function print(tree: Root, profile: RenderingProfile, options: RenderingOptions): Rendering {
  const headings = decorateTree(tree, profile, options)
  return { html: toHtml(tree), text: partLongNames(visibleText(tree)), headings, words: countWords(visibleText(tree, 'spoilers')) }
}
