import { compareLongTexts } from '#lib/compare-long-texts.ts'
import { compareTexts } from '#lib/compare-texts.ts'
import type { DiffPart } from '#lib/compare-texts.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'

type Text = { title: string; standfirst: string; source: string; notes: ContentNotes }

/** What differs between two texts of a post, by its parts. A part that is the same in both is empty. */
export type Comparison = { title: DiffPart[]; standfirst: DiffPart[]; source: DiffPart[]; notes: DiffPart[]; same: boolean }

/** From an older text to a newer one. */
export function compareRevisions(from: Text, to: Text): Comparison {
  const parts = {
    title: from.title === to.title ? [] : compareTexts(from.title, to.title),
    standfirst: from.standfirst === to.standfirst ? [] : compareTexts(from.standfirst, to.standfirst),
    notes: compareNotes(from.notes, to.notes),
    source: from.source === to.source ? [] : compareLongTexts(from.source, to.source),
  }
  return { ...parts, same: Object.values(parts).every((each) => each.length === 0) }
}

function compareNotes(from: ContentNotes, to: ContentNotes): DiffPart[] {
  const [before, after] = [sayAnswer(from), sayAnswer(to)]
  return before === after ? [] : compareTexts(before, after)
}

function sayAnswer(notes: ContentNotes): string {
  if (notes.answer === 'unsaid') return 'Not said yet.'
  return sayContentNotes(notes) || 'None apply.'
}
