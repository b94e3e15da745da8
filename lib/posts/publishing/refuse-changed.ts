import type { Transaction } from '#lib/database.ts'
import { compareLongTexts } from '#lib/compare-long-texts.ts'
import type { DiffPart } from '#lib/compare-texts.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** What stands in the draft instead of the text that somebody looked at, for the form that was refused. */
export type ChangedDraft = {
  draftVersion: number
  draftRevisionId: string
  /** In universal time, as JSON says it. */
  savedAt: string
  by: string
  words: number
  /** What is different, by words; null where the former text was saved over, or where it is too much to show in a form. */
  changes: DiffPart[] | null
}

/** Characters that were taken out or put in; more are shown on a page of their own. */
const mostChanged = 6_000

/** Characters on each side of a change. */
const around = 160

const sentence = 'The text was changed since you looked at it. Nothing was done yet. What is different stands below; press again to go on with the present text.'

/** What somebody looked at when they decided; nothing is said by null and by an empty id. */
type Seen = { draftVersion: number | null; draftRevision?: string }

/** Whether the draft is another than the one that was looked at: its words, by their version, or what is said of it beside them. */
export function isAnother(present: { draftVersion: number; draftRevisionId: string | null }, { draftVersion, draftRevision = '' }: Seen): boolean {
  return draftVersion !== null && (draftVersion !== present.draftVersion || (draftRevision !== '' && draftRevision !== present.draftRevisionId))
}

/** The draft is another than the one that was looked at: says what is new, so that one can go on with it. @param seenId the revision that was looked at; empty where nobody says */
export async function refuseChanged(tx: Transaction, { draftVersion, draftRevisionId }: { draftVersion: number; draftRevisionId: string | null }, seenId: string): Promise<Refusal> {
  const { savedAt, words, editor, ...present } = await tx.postRevision.findUniqueOrThrow({
    where: { id: draftRevisionId ?? '' }, select: { id: true, postId: true, title: true, standfirst: true, excerpt: true, source: true, savedAt: true, words: true, editor: { select: { name: true } } },
  })
  const before = seenId === '' || seenId === present.id ? null : await tx.postRevision.findFirst({ where: { id: seenId, postId: present.postId }, select: { title: true, standfirst: true, excerpt: true, source: true } })
  const changed: ChangedDraft = {
    draftVersion, draftRevisionId: present.id, savedAt: savedAt.toISOString(), by: editor?.name ?? '', words, changes: before && compareShort(wordsOf(before), wordsOf(present)),
  }
  return refuse('conflict', sentence, { present: changed })
}

function wordsOf({ title, standfirst, excerpt, source }: { title: string; standfirst: string; excerpt: string; source: string }): string {
  return [title, standfirst, excerpt, source].filter(Boolean).join('\n\n')
}

function compareShort(before: string, after: string): DiffPart[] | null {
  const parts = compareLongTexts(before, after)
  const changed = parts.reduce((sum, { kind, text }) => sum + (kind === 'same' ? 0 : text.length), 0)
  if (changed > mostChanged) return null
  return parts.map(({ kind, text }) => ({ kind, text: kind === 'same' && text.length > 2 * around ? `${text.slice(0, around)} … ${text.slice(-around)}` : text }))
}
