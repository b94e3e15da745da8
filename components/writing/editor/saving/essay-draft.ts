import { sameNotes, sameWorks } from '#lib/posts/writing/beside.ts'
import type { Beside } from '#lib/posts/writing/beside.ts'

/** The words of an essay in one form. */
export type EssayWords = { title: string; standfirst: string; source: string }

/** All that an author writes in one form, as it is sent to be kept. */
export type EssayDraft = EssayWords & Beside

/** Whether two drafts say the same: their words to the letter, and what stands beside them. */
export function sameDraft(one: EssayDraft, other: EssayDraft): boolean {
  return sameWords(one, other) && sameNotes(one, other) && sameWorks(one.works, other.works)
}

function sameWords(one: EssayWords, other: EssayWords): boolean {
  return one.title === other.title && one.standfirst === other.standfirst && one.source === other.source
}
