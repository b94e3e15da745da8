import { fromHtml } from 'hast-util-from-html'
import { cleanText } from '#lib/rendering/check-text.ts'
import type { Rendering, RenderingProfile } from '#lib/rendering/rendering-profiles.ts'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'
import { cleanTree } from '#lib/rendering/clean-tree.ts'
import { chooseFormat } from './choose-format.ts'
import type { Chosen } from './choose-format.ts'
import { tidyTree } from './tidy-tree.ts'
import { unwrapBlocks } from './wordpress-blocks.ts'
import { linkEmbeds } from './wordpress-embeds.ts'
import { footnotesFrom, placeFootnotes } from './wordpress-footnotes.ts'
import { addParagraphs } from './wordpress-paragraphs.ts'
import { expandShortcodes } from './wordpress-shortcodes.ts'
import type { Attachment } from './wordpress-shortcodes.ts'

export type Converted = Chosen & {
  rendering: Rendering
  /** Shortcodes that stay readable in the text, and blocks that WordPress would fill in; one name for each occurrence. */
  unknownShortcodes: string[]
  filledInBlocks: string[]
}

export type MarkupTask = {
  source: string
  profile: RenderingProfile
  /** The value of the post's `footnotes` meta. */
  footnotes?: string
  /** Goes into the ids of a comment; see `RenderingOptions`. */
  idPrefix?: string
  /** The post that the text belongs to, and the media that galleries in it may show. */
  postId?: string
  attachments?: readonly Attachment[]
}

/**
 * Turns what WordPress keeps of a post or comment into what we keep: the text as readers saw it, in Markdown where that
 * says everything, else in sanitised HTML, and its rendering.
 */
export function convertMarkup(task: MarkupTask): Converted {
  const { profile, idPrefix, postId = '', attachments = [] } = task
  const blocks = unwrapBlocks(cleanText(task.source))
  const shortcodes = profile === 'essay' ? expandShortcodes(blocks.html, { postId, attachments }) : { html: blocks.html, unknown: [] }
  const options = { remoteImages: true, ...(idPrefix === undefined ? {} : { idPrefix }) }

  const tree = fromHtml(shortcodes.html, { fragment: true })
  linkEmbeds(tree)
  addParagraphs(tree)
  linkEmbeds(tree)
  placeFootnotes(tree, footnotesFrom(task.footnotes))
  const clean = cleanTree(tree, profile, options)
  tidyTree(clean)
  const chosen = chooseFormat(clean, profile, options)
  const render = chosen.format === 'html' ? sanitiseHtml : renderMarkdown
  return { ...chosen, rendering: render(chosen.source, profile, options), unknownShortcodes: shortcodes.unknown, filledInBlocks: blocks.filledIn }
}
