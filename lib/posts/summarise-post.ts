import { fromHtml } from 'hast-util-from-html'
import { visibleText } from '#lib/rendering/visible-text.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { leaveOutFolded } from '#lib/posts/leave-out-folded.ts'
import { shorten } from '#lib/posts/shorten.ts'

type Summarised = { excerpt: string; standfirst: string; text: string; html: string; contentNotes: ContentNotes }

/** Characters of a summary that nobody wrote. */
const most = 200

/**
 * What an essay is about, for feeds, search engines and previews: the author's own words, else the standfirst, else the
 * beginning of the text, without what is folded there. What a reader may want to know before it stands in front.
 */
export function summarisePost(post: Summarised): string {
  const summary = post.excerpt || post.standfirst || shorten(beginning(post), most)
  return [sayContentNotes(post.contentNotes), summary].filter((part) => part !== '').join(' ')
}

/** The stored plain text holds what is folded as well. */
function beginning({ text, html }: Summarised): string {
  if (!html.includes('<details')) return text
  return visibleText(fromHtml(leaveOutFolded(html), { fragment: true }))
}
