import { isDeepStrictEqual } from 'node:util'
import { settleContentNotes } from '#lib/posts/content-notes/content-notes-input.ts'
import { storedNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { Draft } from '#lib/posts/writing/load-writing.ts'
import type { SettledDraft } from '#lib/posts/writing/settle-draft.ts'
import { settledOf } from '#lib/works/stored-works.ts'

type Kept = Pick<Draft, 'title' | 'standfirst' | 'source' | 'contentAnswer' | 'contentNotes' | 'works'>

/** Whether a saving says nothing but what is kept already: it was sent twice, or nothing was changed. */
export function sameDraft(kept: Kept, written: SettledDraft): boolean {
  const { title, standfirst, text: { source } } = written
  return kept.title === title && kept.standfirst === standfirst && kept.source === source && sameBeside(kept, written)
}

/** Whether all that is said beside the words is the same. */
export function sameBeside(kept: Kept, written: SettledDraft): boolean {
  const { contentAnswer, contentNotes = [] } = settleContentNotes(written)
  const sameWorks = written.works === null || isDeepStrictEqual(settledOf(kept.works), written.works)
  return sameWorks && kept.contentAnswer === contentAnswer && isDeepStrictEqual(storedNotes(kept.contentNotes), contentNotes)
}
