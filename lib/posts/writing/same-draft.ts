import { isDeepStrictEqual } from 'node:util'
import { settleContentNotes } from '#lib/posts/content-notes/content-notes-input.ts'
import { storedNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { Draft } from '#lib/posts/writing/load-writing.ts'
import type { WrittenDraft } from '#lib/posts/writing/written-draft.ts'

type Kept = Pick<Draft, 'title' | 'standfirst' | 'source' | 'contentAnswer' | 'contentNotes'>

/** Whether a saving says nothing but what is kept already: it was sent twice, or nothing was changed. */
export function sameDraft(kept: Kept, written: WrittenDraft): boolean {
  const { title, standfirst, text: { source } } = written
  return kept.title === title && kept.standfirst === standfirst && kept.source === source && sameBeside(kept, written)
}

/** Whether all that is said beside the words is the same. */
export function sameBeside(kept: Kept, written: WrittenDraft): boolean {
  const { contentAnswer, contentNotes = [] } = settleContentNotes(written)
  return kept.contentAnswer === contentAnswer && isDeepStrictEqual(storedNotes(kept.contentNotes), contentNotes)
}
