import { choosePassages, joinTexts } from '#lib/merge-texts.ts'
import type { ContentAnswer, StoredNote } from '#lib/posts/content-notes/content-notes.ts'

type Text = { title: string; standfirst: string; source: string; contentAnswer: ContentAnswer; storedNotes: StoredNote[] }

export type Joined = { title: string; standfirst: string; source: string; contentAnswer: ContentAnswer; contentNotes: StoredNote[] }

/**
 * Two texts put together so that whoever goes on with them has every word of both: what is the same stands once, and where they differ the
 * passage of the first stands before that of the second. Lines of their own have room for one text, so they hold the first's, if it has one.
 */
export function joinDrafts(first: Text, second: Text): Joined {
  const answered = first.contentAnswer === 'unsaid' ? second : first
  return {
    title: first.title || second.title,
    standfirst: first.standfirst || second.standfirst,
    source: choosePassages(joinTexts(first.source, second.source), []),
    contentAnswer: answered.contentAnswer,
    contentNotes: answered.storedNotes,
  }
}
