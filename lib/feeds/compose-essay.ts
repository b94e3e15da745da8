import { escapeHtml } from '#lib/feeds/escape-html.ts'
import { leaveOutFolded } from '#lib/feeds/leave-out-folded.ts'
import { sayContentNotes } from '#lib/posts/content-notes.ts'
import { sayUpdate } from '#lib/posts/say-update.ts'
import type { DatedNote } from '#lib/posts/say-update.ts'

type Parts = { html: string; contentNotes: unknown; updateNotes: (DatedNote & { html: string })[] }

/**
 * An essay as a feed gives it: what to know before reading, that it was changed, the text without what is folded in it, and
 * what was changed in the author's words.
 */
export function composeEssay({ html, contentNotes, updateNotes }: Parts): string {
  const last = updateNotes.at(-1)
  return [
    small(sayContentNotes(contentNotes)),
    small(last ? `${sayUpdate(last)}. What was changed stands at the end.` : ''),
    leaveOutFolded(html),
    ...(last ? ['<hr>'] : []),
    ...updateNotes.map((note) => `<p><strong>${escapeHtml(sayUpdate(note))}.</strong></p>\n${note.html}`),
  ].filter((part) => part !== '').join('\n')
}

function small(words: string): string {
  return words === '' ? '' : `<p><small>${escapeHtml(words)}</small></p>`
}
