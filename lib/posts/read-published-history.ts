import { Prisma } from '#database'
import { publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { publicReader } from '#lib/database.ts'
import { compareLongTexts } from '#lib/compare-long-texts.ts'
import { compareTexts } from '#lib/compare-texts.ts'
import type { DiffPart } from '#lib/compare-texts.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'

/** One text of an essay while readers saw it. */
export type PublishedText = { id: string; title: string; words: number; from: Date; until: Date | null }

/** That its author gave an essay another date. */
export type PublishedDay = { was: Date; given: Date; at: Date }

export type PublishedHistory = { slug: string; title: string; texts: PublishedText[]; days: PublishedDay[] }

/** One of them, whole, and what was changed in it. */
export type EarlierText = PublishedText & {
  slug: string
  lang: string
  standfirst: string
  html: string
  notes: ContentNotes
  /** What it says otherwise than the text before it, in plain words; null for the first one. */
  changes: { title: DiffPart[]; standfirst: DiffPart[]; text: DiffPart[] } | null
}

/** Texts that are listed; nobody publishes one essay more often. */
const most = 200

const line = { id: true, revisionId: true, title: true, words: true, fromAt: true, untilAt: true } as const

/** What readers have seen of an essay, the newest first, if its author lets them look back. Null where there is nothing to look at. */
export async function readPublishedHistory(slug: string): Promise<PublishedHistory | null> {
  const post = await publicReader().publishedPost.findUnique({ where: { slug }, select: { id: true, title: true, historyShown: true } })
  if (!post?.historyShown) return null
  const rows = await publicReader().publishedRevision.findMany({ where: { postId: post.id }, orderBy: [{ fromAt: 'desc' }, { id: 'desc' }], take: most, select: line })
  const days = await publicReader().publishedGivenDay.findMany({ where: { postId: post.id }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: most, select: { was: true, given: true, at: true } })
  return { slug, title: post.title, texts: rows.map(lineOf), days }
}

/** Whether there is anything to look back at, of a published post `p` whose author shows it: another text than the one that stands there, or that it was given another date. */
export const hasHistory: Question<boolean> = publicQuestion(Prisma.sql`
  SELECT true AS shown WHERE p.history_shown AND (
    EXISTS (SELECT FROM published_revision earlier WHERE earlier.post_id = p.id AND earlier.revision_id <> p.revision_id)
    OR EXISTS (SELECT FROM published_given_day given WHERE given.post_id = p.id))`,
(rows: { shown: boolean }[]) => rows.length > 0)

/** One text that readers saw. Null when there is none of that id, or its author does not let them look back any more. */
export async function readEarlierText(slug: string, id: string): Promise<EarlierText | null> {
  const post = await publicReader().publishedPost.findUnique({ where: { slug }, select: { id: true, lang: true, historyShown: true } })
  if (!post?.historyShown) return null
  const text = { ...line, standfirst: true, html: true, text: true, contentAnswer: true, contentNotes: true } as const
  const row = await publicReader().publishedRevision.findFirst({ where: { id, postId: post.id }, select: text })
  if (!row) return null
  const before = await publicReader().publishedRevision.findFirst({ where: { postId: post.id, fromAt: { lt: row.fromAt } }, orderBy: { fromAt: 'desc' }, select: text })
  return { ...lineOf(row), slug, lang: post.lang, standfirst: row.standfirst, html: row.html, notes: readContentNotes(row), changes: before && changesOf(before, row) }
}

type Words = { title: string; standfirst: string; text: string }

function changesOf(before: Words, after: Words): EarlierText['changes'] {
  const one = (old: string, now: string) => (old === now ? [] : compareTexts(old, now))
  return {
    title: one(before.title, after.title), standfirst: one(before.standfirst, after.standfirst),
    text: before.text === after.text ? [] : compareLongTexts(before.text, after.text),
  }
}

function lineOf({ id, title, words, fromAt: from, untilAt: until }: { id: string; title: string; words: number; fromAt: Date; untilAt: Date | null }): PublishedText {
  return { id, title, words, from, until }
}
