import { compareLongTexts } from '#lib/compare-long-texts.ts'
import { compareTexts } from '#lib/compare-texts.ts'
import type { DiffPart } from '#lib/compare-texts.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'
import type { ListedWork } from '#lib/works/works-form.ts'

type Text = { title: string; standfirst: string; excerpt: string; cover: Cover | null; source: string; notes: ContentNotes; works: ListedWork[] }

/** What differs between two texts of a post, by its parts. A part that is the same in both is empty. */
export type Comparison = Record<'title' | 'standfirst' | 'excerpt' | 'cover' | 'source' | 'notes' | 'works', DiffPart[]> & { same: boolean }

/** From an older text to a newer one. */
export function compareRevisions(from: Text, to: Text): Comparison {
  const parts = {
    title: compareLines(from.title, to.title),
    standfirst: compareLines(from.standfirst, to.standfirst),
    excerpt: compareLines(from.excerpt, to.excerpt),
    cover: compareLines(sayCover(from.cover), sayCover(to.cover)),
    notes: compareLines(sayAnswer(from.notes), sayAnswer(to.notes)),
    works: compareLines(sayWorks(from.works), sayWorks(to.works)),
    source: from.source === to.source ? [] : compareLongTexts(from.source, to.source),
  }
  return { ...parts, same: Object.values(parts).every((each) => each.length === 0) }
}

function compareLines(before: string, after: string): DiffPart[] {
  return before === after ? [] : compareTexts(before, after)
}

function sayCover(cover: Cover | null): string {
  if (cover === null) return 'None.'
  return [cover.media, cover.alt || 'Decoration.', cover.caption, cover.credit].filter(Boolean).join('\n')
}

function sayWorks(works: ListedWork[]): string {
  if (works.length === 0) return 'None.'
  return works.map(({ title, year, role, rating, scale }) => `${title}${year ? ` (${year})` : ''}: ${role}${rating && `, ${rating} of ${scale}`}`).join('\n')
}

function sayAnswer(notes: ContentNotes): string {
  if (notes.answer === 'unsaid') return 'Not said yet.'
  return sayContentNotes(notes) || 'None apply.'
}
