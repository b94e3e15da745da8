import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { jpegOf } from '#lib/media-name.ts'
import { leaveOutFolded } from '#lib/posts/leave-out-folded.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'

type Pictured = { html: string; contentNotes: ContentNotes; cover?: Cover | null }

/**
 * The cover of an essay or else its first picture, for previews elsewhere. Null where there is none, and where a reader is told something before
 * reading: a preview shows what it has at once. So it is with what is folded.
 * @param html of our renderer, which writes every attribute in double quotes
 */
export function firstImage({ html, contentNotes, cover }: Pictured): { url: string; alt: string } | null {
  if (sayContentNotes(contentNotes) !== '') return null
  if (cover) return { url: jpegOf(cover.media), alt: cover.alt }
  const image = /<img [^>]*>/.exec(leaveOutFolded(html))?.[0] ?? ''
  const url = attribute(image, 'src')
  return url === null ? null : { url: jpegOf(url), alt: attribute(image, 'alt') ?? '' }
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? null : value.replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16))).replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
