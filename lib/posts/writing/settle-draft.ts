import type { Transaction } from '#lib/database.ts'
import { settleContentNotes } from '#lib/posts/content-notes/content-notes-input.ts'
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
 */
export async function settleDraft(tx: Transaction, { works: named, ...written }: WrittenDraft): Promise<Outcome<SettledDraft>> {
  const works = named && (await settleWorks(tx, named))
  if (works?.ok === false && written.reason === 'saved') return works
  return done({ ...written, works: works?.ok ? works.value : null })
}

/** What a revision holds otherwise than the draft before it, when this is kept. */
export function changeOf({ title, standfirst, text, works, ...answered }: SettledDraft): DraftChange {
  return { title, standfirst, ...text, contentNotes: null, ...settleContentNotes(answered), ...(works && { works }) }
}
