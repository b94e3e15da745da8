import { mostOwnNotes } from '#lib/posts/content-notes/content-notes-form.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { degrees, topics, topicWords } from '#lib/posts/content-notes/topics.ts'
import type { Degree } from '#lib/posts/content-notes/topics.ts'
import { mostWorks } from '#lib/works/works-form.ts'
import type { NamedWork } from '#lib/works/works-form.ts'

/** What a text may hold, as its form sends it: the answer, and the topics in an order that the form gives them. */
export type SaidNotes = { contentAnswer: string; contentNotes: { topic: string; degree: string }[] }

/** What is said beside the words of an essay, as its form sends it. No zod here: the editor knows it too. */
export type Beside = SaidNotes & { works: NamedWork[] }

/** What stands beside the words, without them. */
export function besideOf({ contentAnswer, contentNotes, works }: Beside): Beside {
  return { contentAnswer, contentNotes, works }
}

/** The same from what was sent or remembered as JSON; null where it is not all there. */
export function readBeside({ contentAnswer, contentNotes, works }: Record<string, unknown>): Beside | null {
  if (typeof contentAnswer !== 'string' || !Array.isArray(contentNotes) || !Array.isArray(works)) return null
  const notes = contentNotes.filter(isRecord).map(({ topic, degree }) => ({ topic: String(topic), degree: String(degree) }))
  return { contentAnswer, contentNotes: notes, works: works.filter(isRecord).map(({ work, role, rating, scale }) => ({ work: String(work), role: String(role), rating: String(rating), scale: String(scale) })) }
}

/** Whether something that was parsed has fields at all. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Whether two answers say the same to readers. Topics that are filled in below another answer say nothing. */
export function sameNotes(one: SaidNotes, other: SaidNotes): boolean {
  return sayLines(one) === sayLines(other)
}

/** Whether two forms name the same works: by the address of a page, or by the title that the address was made of. */
export function sameWorks(one: readonly NamedWork[], other: readonly NamedWork[]): boolean {
  const said = (works: readonly NamedWork[]) => sayWorks(works.map((named) => ({ ...named, work: lettersOf(named) })))
  return said(one) === said(other)
}

/**
 * Both answers as one: every topic of either, to the greater degree, the first one's own words for it. Where only one names topics, hers are the
 * answer; where neither does, the first one's that is an answer.
 * @returns null where there are more topics than a text can name
 */
export function joinNotes(first: SaidNotes, second: SaidNotes): SaidNotes | null {
  const named = [first, second].filter((each) => saysTopics(each))
  const [alone] = named
  if (named.length < 2) return alone ?? (first.contentAnswer === 'unsaid' ? second : first)
  const joined = new Map<string, { topic: string; degree: string }>()
  for (const note of named.flatMap(({ contentNotes }) => contentNotes)) {
    const key = note.topic.toLowerCase()
    const before = joined.get(key)
    if (!before || degreeOf(note) > degreeOf(before)) joined.set(key, { topic: before?.topic ?? note.topic, degree: note.degree })
  }
  const contentNotes = [...joined.values()]
  return contentNotes.filter(({ topic }) => !isListed(topic)).length > mostOwnNotes ? null : { contentAnswer: 'notes', contentNotes }
}

/** Every work that either names, each once, as the first one says it. @returns null where there are more than an essay can name */
export function joinWorks(first: readonly NamedWork[], second: readonly NamedWork[]): NamedWork[] | null {
  const known = new Set(first.map(lettersOf))
  const joined = [...first, ...second.filter((named) => !known.has(lettersOf(named)))]
  return joined.length > mostWorks ? null : joined
}

/** An answer in the words that readers see, one topic a line. */
export function sayNotes({ contentAnswer, contentNotes }: SaidNotes): string {
  if (contentAnswer === 'withheld') return 'Rather not said.'
  if (contentAnswer === 'none') return 'None apply.'
  if (!saysTopics({ contentAnswer, contentNotes })) return 'Not said yet.'
  const notes = contentNotes.map(({ topic, degree }) => {
    const known = topics.find((each) => each === topic)
    return { topic: known ?? ('own' as const), words: known ? topicWords[known].said : topic, degree: degrees.find((each) => each === degree) ?? degrees[0] }
  })
  return notes.map((note) => sayContentNotes({ answer: 'notes', notes: [note] }).replace(/^[^:]*: |\.$/g, '')).join('\n')
}

/** Works that a form names, one a line: `Solaris: review, 4 of 5`. */
export function sayWorks(works: readonly NamedWork[]): string {
  if (works.length === 0) return 'None.'
  return works.map((named) => `${nameInWords(named)}: ${named.role}${named.rating && `, ${named.rating.replace(',', '.')} of ${named.scale}`}`).join('\n')
}

/** The title that was typed or, where a form sends an address, the words that its title gave to that: `/works/solaris-1972` is `Solaris 1972`. */
function nameInWords({ work }: NamedWork): string {
  const slug = slugIn(work)
  return slug === undefined ? work : slug.replaceAll('-', ' ').replace(/^./u, (first) => first.toUpperCase())
}

/** The letters and digits by which a work is named. What is saved is shown by its address afterwards, whatever was typed. */
function lettersOf({ work }: NamedWork): string {
  return (slugIn(work) ?? work).normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

function slugIn(work: string): string | undefined {
  return /(?:^|\/)works\/([^/?#]+)/.exec(work)?.[1]
}

function saysTopics({ contentAnswer, contentNotes }: SaidNotes): boolean {
  return contentAnswer === 'notes' && contentNotes.length > 0
}

function sayLines(said: SaidNotes): string {
  return sayNotes(said).toLowerCase().split('\n').sort().join('\n')
}

function degreeOf({ degree }: { degree: string }): number {
  return degrees.indexOf(degree as Degree)
}

function isListed(topic: string): boolean {
  return topics.some((each) => each === topic)
}
