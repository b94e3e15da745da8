import type { Transaction } from '#lib/database.ts'
import { settleContentNotes } from '#lib/posts/content-notes/content-notes-input.ts'
import type { EssayText } from '#lib/posts/essay-text.ts'
import { unrendered } from '#lib/posts/writing/draft-text.ts'
import type { Draft } from '#lib/posts/writing/load-writing.ts'
import { readHeadings } from '#lib/posts/read-headings.ts'
import type { DraftChange } from '#lib/posts/writing/write-draft.ts'
import type { WrittenDraft } from '#lib/posts/writing/written-draft.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { settleWorks } from '#lib/works/revision-works.ts'
import type { SettledWork } from '#lib/works/revision-works.ts'

/** A saving with its works found; null where it leaves them as they are. */
export type SettledDraft = Omit<WrittenDraft, 'works'> & { works: SettledWork[] | null }

/**
 * Finds the works that a saving names. One that is not there is said to whoever pressed the button; what is saved without being asked leaves
 * the works as they are then, since the words come first.
 * @param draft the text before it
 */
export async function settleDraft(tx: Transaction, { works: named, ...written }: WrittenDraft, draft: Look): Promise<Outcome<SettledDraft>> {
  const works = named && (await settleWorks(tx, named))
  if (works?.ok === false && written.reason === 'saved') return works
  return done({ ...written, text: withLook(written.text, draft), works: works?.ok ? works.value : null })
}

type Look = Pick<Draft, 'html' | 'text' | 'headings' | 'words'>

/** A text that no renderer came to in time looks as the draft before it, until one does. */
function withLook(written: EssayText, { html, text, headings, words }: Look): EssayText {
  return written.rendererVersion === unrendered ? { ...written, html, text, headings: readHeadings(headings), words } : written
}

/** What a revision holds otherwise than the draft before it, when this is kept. */
export function changeOf({ title, standfirst, text, works, ...answered }: SettledDraft): DraftChange {
  return { title, standfirst, ...text, contentNotes: null, ...settleContentNotes(answered), ...(works && { works }) }
}
