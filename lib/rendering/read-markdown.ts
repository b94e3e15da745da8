import MarkdownIt from 'markdown-it'
import type { MarkdownIt as Reader, RendererRule, Token } from 'markdown-it'
import footnotePlugin from 'markdown-it-footnote'
import { readSpoilers } from './read-spoilers.ts'
import { safeUrl } from './safe-url.ts'
import type { RenderingProfile } from './rendering-profiles.ts'

/** At this depth markdown-it stops reading and drops what follows, so a text that reaches it is shown as it was typed. */
const MAX_LEVELS = 100

/** Bare markup with the classes that the sanitiser knows; roles, labels and the ids' prefix are added after it. */
const footnoteRules: Record<string, RendererRule> = {
  footnote_block_open: () => '<section class="footnotes"><ol>',
  footnote_block_close: () => '</ol></section>',
  footnote_open: (tokens, at) => `<li id="fn${noteOf(tokens, at)}">`,
  footnote_close: () => '</li>',
  footnote_ref: (tokens, at) =>
    `<sup class="footnote-ref"><a href="#fn${noteOf(tokens, at)}" id="fnref${mentionOf(tokens, at)}">${noteOf(tokens, at)}</a></sup>`,
  footnote_anchor: (tokens, at) => ` <a class="footnote-backref" href="#fnref${mentionOf(tokens, at)}">\u21a9\ufe0e</a>`,
}

const readers: Record<RenderingProfile, Reader> = {
  essay: makeReader({ breaks: false }).use(readSpoilers),
  // In a comment a new line is meant as one, and pipes are pipes.
  comment: makeReader({ breaks: true }).disable('table'),
}

/** For what stands under an image: a line of words. */
const lineReader = makeReader({ breaks: false }).disable(['image', 'footnote_ref'])

/** Markdown to HTML that still has to be sanitised. Never throws, never loses a word: what nests too deeply comes back as plain text. */
export function readMarkdown(source: string, profile: RenderingProfile): string {
  const reader = readers[profile]
  const notes = {}
  const tokens = reader.parse(source, notes)
  if (tokens.some(nestsTooDeeply)) return plainParagraphs(source, reader)
  return reader.renderer.render(tokens, reader.options, notes)
}

/** One line of Markdown, without images and notes, to HTML that still has to be sanitised. */
export function readMarkdownLine(source: string): string {
  return lineReader.renderInline(source)
}

function makeReader({ breaks }: { breaks: boolean }): Reader {
  const reader = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks, maxNesting: MAX_LEVELS })
  // Only what is written as an address becomes a link: readme.md is a file, not a site in Moldova.
  reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  reader.validateLink = url => safeUrl(url) !== undefined
  reader.use(footnotePlugin)
  // `^[a note in place]` is parsed anew for every level it is nested in: 50 kB of it took minutes.
  reader.disable('footnote_inline')
  Object.assign(reader.renderer.rules, footnoteRules)
  return reader
}

function nestsTooDeeply(token: Token): boolean {
  return token.level >= MAX_LEVELS - 1 || (token.children ?? []).some(nestsTooDeeply)
}

function plainParagraphs(source: string, reader: Reader): string {
  return source.split(/\n{2,}/).map(part => `<p>${reader.utils.escapeHtml(part)}</p>`).join('\n')
}

function noteOf(tokens: Token[], at: number): number {
  return Number(tokens[at]?.meta?.id ?? 0) + 1
}

/** The second mention of note 3 is `3-2`. */
function mentionOf(tokens: Token[], at: number): string {
  const again = Number(tokens[at]?.meta?.subId ?? 0)
  return again > 0 ? `${noteOf(tokens, at)}-${again + 1}` : String(noteOf(tokens, at))
}
