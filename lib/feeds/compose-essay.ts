import { escapeHtml } from '#lib/feeds/escape-html.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { leaveOutFolded } from '#lib/posts/leave-out-folded.ts'
import type { UpdateNote } from '#lib/posts/update-notes/read-update-notes.ts'
import { sayUpdate } from '#lib/posts/update-notes/say-update.ts'
import type { NamedWork } from '#lib/works/read-post-works.ts'
import { workPath } from '#lib/works/work-path.ts'

type Parts = { standfirst: string; html: string; contentNotes: ContentNotes; updateNotes: UpdateNote[]; works: NamedWork[] }

/**
 * An essay as a feed gives it: what to know before reading, the standfirst, that it was changed, the text without what is folded in it, and
 * what was changed in the author's words, above or below the text as on its page; at the end the works that it is about.
 */
export function composeEssay({ standfirst, html, contentNotes, updateNotes, works }: Parts): string {
  const at = (place: UpdateNote['place']) => updateNotes.filter((note) => note.place === place)
  const [top, foot] = [at('top'), at('foot')]
  const last = foot.at(-1)
  return [
    small(sayContentNotes(contentNotes)),
    standfirst === '' ? '' : `<p><em>${escapeHtml(standfirst)}</em></p>`,
    small(last ? `${sayUpdate(last)}. What was changed stands at the end.` : ''),
    ...top.map(writeNote),
    ...(top.length > 0 ? ['<hr>'] : []),
    leaveOutFolded(html, sayFolded),
    ...(last ? ['<hr>'] : []),
    ...foot.map(writeNote),
    nameWorks(works),
  ].filter((part) => part !== '').join('\n')
}

function nameWorks(works: NamedWork[]): string {
  const about = works.filter(({ role }) => role !== 'mention').map(nameWork)
  return about.length === 0 ? '' : `<p><small>About ${new Intl.ListFormat('en-GB').format(about)}.</small></p>`
}

function nameWork({ slug, title, year, rated }: NamedWork): string {
  const beside = [year, rated && `which it gives ${rated.rating} of ${rated.scale}`].filter((each) => each !== null)
  return `<a href="${workPath(slug)}"><cite>${escapeHtml(title)}</cite></a>${beside.length > 0 ? ` (${beside.join(', ')})` : ''}`
}

function writeNote(note: UpdateNote): string {
  return [`<p><strong>${escapeHtml(sayUpdate(note))}.</strong></p>`, leaveOutFolded(note.html, sayFolded), thank(note)].filter((part) => part !== '').join('\n')
}

function thank({ credit }: UpdateNote): string {
  return credit ? `<p>With thanks to <a href="/c/${credit.commentId}">${escapeHtml(credit.name)}</a>.</p>` : ''
}

/** Most readers of feeds show what is folded at once, so its place only says that there is more, and leads to the essay. */
function sayFolded(heading: string): string {
  return `<p><a href="#">${heading || 'A passage that is folded'}</a> (folded; it opens in the essay)</p>`
}

function small(words: string): string {
  return words === '' ? '' : `<p><small>${escapeHtml(words)}</small></p>`
}
