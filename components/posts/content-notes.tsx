import type { ReactNode } from 'react'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'

type LineProps = {
  notes: ContentNotes
  /** It stands in an entry of its own, whose summary programs read: that begins with it. */
  summary?: true
}

/** What to know before reading, in a list or beside a quotation: above any of the text. */
export function NotesLine({ notes, summary }: LineProps) {
  const said = sayContentNotes(notes)
  return said === '' ? null : <p className={`content-note ${summary ? 'p-summary' : ''}`.trimEnd()}>{said}</p>
}

/** The same under the title of an essay, where also stands that nothing applies, and the way to what one wants to see. */
export function NotesHead({ notes }: { notes: ContentNotes }) {
  if (notes.answer === 'none') return <p className="content-note">Its author says that no content note applies.</p>
  const said = sayContentNotes(notes)
  if (said === '') return null
  return (
    <p className="content-note">
      <span className="p-summary">{said}</span>{' '}
      <a href="/account/reading" rel="nofollow">What you want to see</a>
    </p>
  )
}

/** The attribute by which the style sheet folds what a reader wants folded; nothing where nothing is named. */
export function foldedBy(topics: readonly string[]): { 'data-topics'?: string } {
  return topics.length > 0 ? { 'data-topics': topics.join(' ') } : {}
}

type Props = { topics: readonly string[]; title: ReactNode }

/**
 * What opens a text that its reader has folded. It stands within the element that {@link foldedBy} marks, shows itself only
 * where something is folded, and opens every `noted-text` of that element; without scripts, and also after a link within the page.
 */
export function Unfold({ topics, title }: Props) {
  if (topics.length === 0) return null
  return (
    <label className="unfold">
      <input type="checkbox" />
      <span>
        Show the text<span className="visually-hidden"> of {title}</span>
      </span>
    </label>
  )
}
