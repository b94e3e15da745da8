import { escapeHtml } from '#lib/feeds/escape-html.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { leaveOutFolded } from '#lib/posts/leave-out-folded.ts'
import { sayUpdate } from '#lib/posts/say-update.ts'
import type { DatedNote } from '#lib/posts/say-update.ts'

type Parts = { html: string; contentNotes: ContentNotes; updateNotes: (DatedNote & { html: string })[] }

/**
 * An essay as a feed gives it: what to know before reading, that it was changed, the text without what is folded in it, and
 * what was changed in the author's words.
 */
export function composeEssay({ html, contentNotes, updateNotes }: Parts): string {
  const last = updateNotes.at(-1)
  return [
    small(sayContentNotes(contentNotes)),
    small(last ? `${sayUpdate(last)}. What was changed stands at the end.` : ''),
    leaveOutFolded(html, sayFolded),
    ...(last ? ['<hr>'] : []),
    ...updateNotes.map((note) => `<p><strong>${escapeHtml(sayUpdate(note))}.</strong></p>\n${note.html}`),
  ].filter((part) => part !== '').join('\n')
}

/** Most readers of feeds show what is folded at once, so its place only says that there is more, and leads to the essay. */
function sayFolded(heading: string, folded: 'words' | 'passage'): string {
  if (folded === 'words') return `<a href="#">${heading}</a>`
  return `<p><a href="#">${heading || 'A passage that is folded'}</a> (folded; it opens in the essay)</p>`
}

function small(words: string): string {
  return words === '' ? '' : `<p><small>${escapeHtml(words)}</small></p>`
}
