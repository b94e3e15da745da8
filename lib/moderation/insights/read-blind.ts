import { z } from 'zod'
import { reader } from '#lib/database.ts'
import { canBeReadAgain } from '#lib/moderation/kinds/read-again.ts'
import { readEntries } from '#lib/moderation/log/read-log.ts'
import type { LogEntry } from '#lib/moderation/log/read-log.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A text to be judged blind: as it was when it was decided, under what, in answer to what. Nothing of who wrote or decided. */
export type BlindText = { readingId: string; html: string; post: { title: string; standfirst: string; notes: string }; parent: { html: string } | null }

/** What was said blind, beside what had been decided. */
export type BlindAnswer = {
  html: string
  verdict: string
  entry: LogEntry
  same: boolean
  /** A second look can be asked for: they differ, the decision stands and nobody has asked yet. */
  doubtful: boolean
}

/** The text that a moderator has open to be read blind; null when there is none. */
export async function readBlindText(viewer: Viewer): Promise<Outcome<BlindText | null>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal || !viewer.id) return refusal ?? done(null)
  const open = await reader().blindReading.findFirst({ where: { readerId: viewer.id, verdict: null }, select: textShape })
  const text = open?.decision.commentRevision
  if (!open || !text) return done(null)
  const { post, comment } = open.decision.reviewItem
  const revision = post?.publishedRevision ?? post?.draftRevision
  const parent = comment?.parent?.approvedRevision ?? comment?.parent?.currentRevision
  return done({
    readingId: open.id,
    html: text.html,
    post: { title: revision?.title ?? '', standfirst: revision?.standfirst ?? '', notes: revision ? sayContentNotes(readContentNotes(revision)) : '' },
    parent: parent ? { html: parent.html } : null,
  })
}

const essay = { select: { title: true, standfirst: true, contentAnswer: true, contentNotes: true } } as const
const html = { select: { html: true } } as const

/** Nothing is read here that tells how it was decided, so that nothing can show it. */
const textShape = {
  id: true,
  decision: {
    select: {
      commentRevision: html,
      reviewItem: { select: { post: { select: { publishedRevision: essay, draftRevision: essay } }, comment: { select: { parent: { select: { approvedRevision: html, currentRevision: html } } } } } },
    },
  },
} as const

/** What was decided about a text, for whoever has said blind what they would have done; for nobody before that. */
export async function readBlindAnswer(viewer: Viewer, readingId: string): Promise<Outcome<BlindAnswer>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const known = z.uuid().safeParse(readingId).success && viewer.id
  const reading = known ? await reader().blindReading.findFirst({ where: { id: readingId, readerId: viewer.id, verdict: { not: null } }, select: answerShape }) : null
  const [entry] = reading ? await readEntries(viewer, [reading.decision.id]) : []
  if (!reading?.verdict || !entry) return refuse('not-found', 'There is no such reading of yours.')
  const same = reading.verdict === entry.action
  const doubtful = !same && !entry.undone && canBeReadAgain(entry.action) && reading.decision.readAgain.length === 0
  return done({ html: reading.decision.commentRevision?.html ?? '', verdict: reading.verdict, entry, same, doubtful })
}

const answerShape = { verdict: true, decision: { select: { id: true, commentRevision: html, readAgain: { where: { kind: 'second_look' }, select: { id: true } } } } } as const
