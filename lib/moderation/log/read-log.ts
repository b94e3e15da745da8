import { Prisma } from '#database'
import type { CommentState, ReviewKind } from '#database'
import { ask } from '#lib/ask.ts'
import { allReasons } from '#lib/comments/reasons.ts'
import { reader } from '#lib/database.ts'
import { canBeUndone, permitUndo, snapshot } from '#lib/moderation/decisions/can-be-undone.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { judgedIn } from '#lib/moderation/matters/matter-shape.ts'
import { entryRows } from '#lib/moderation/log/entry-rows.ts'
import type { EntryRow } from '#lib/moderation/log/entry-rows.ts'
import { findDecisions } from '#lib/moderation/log/find-decisions.ts'
import { logFilter, readConditions } from '#lib/moderation/log/log-filter.ts'
import type { FilterProblem, LogFilter } from '#lib/moderation/log/log-filter.ts'
import { proposedTitle } from '#lib/moderation/proposals/title-of-proposal.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { readChanges } from '#lib/works/facts/changes.ts'

/** One decision, as the log tells it. */
export type LogEntry = {
  /** Position in the chain, from 1. */
  seq: number
  id: string
  at: Date
  by: { name: string; handle: string | null }
  action: string
  /** What it was about: a comment, an edit, a report. */
  kind: ReviewKind
  /** What one calls that. */
  noun: string
  fromState: CommentState | null
  toState: CommentState | null
  reason: { code: string; label: string; note: string }
  /** The words of the text that a return is about; empty for the whole text. */
  passage: string
  /** Null for a name and for a proposal. No address where it is an essay that was sent and stands before nobody. */
  post: { title: string; slug: string | null } | null
  /** The work that a proposal is about; no address where there is no page of it. */
  work: { title: string; slug: string | null } | null
  itemId: string
  commentId: string | null
  writer: { name: string; handle: string | null }
  /** The beginning of the text that was decided on, of the proposal, or the name. */
  excerpt: string
  /** The number of the decision that took this one back. */
  undoneBySeq: number | null
  undone: boolean
  /** The id of the decision that this one takes back, and its number. */
  undoes: string | null
  undoesSeq: number | null
  /** See {@link canBeUndone}. */
  canUndo: boolean
}

/** A page of the log. `problem` says what part of the filter names nothing. */
export type LogPage = { entries: LogEntry[]; next: string | null; problem: FilterProblem | null }

const entriesPerPage = 50
const excerptLength = 160

/** Who decided what and why, newest first. `after` is the `next` of the page before. */
export async function readLog(viewer: Viewer, options: { after?: string; limit?: number; filter?: LogFilter } = {}): Promise<Outcome<LogPage>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  if (options.after && !/^[0-9]{1,18}$/.test(options.after)) return refuse('invalid', 'This page of the log does not exist.')
  const conditions = await readConditions(options.filter ?? logFilter())
  if ('message' in conditions) return done({ entries: [], next: null, problem: conditions })
  const limit = Math.min(Math.max(options.limit ?? entriesPerPage, 1), 200)
  const ids = await findDecisions(conditions, { before: options.after ? BigInt(options.after) : null, limit: limit + 1 })
  const entries = await readEntries(viewer, ids.slice(0, limit))
  return done({ entries, next: ids.length > limit ? String(entries.at(-1)?.seq) : null, problem: null })
}

/** What was decided lately and alone, not as one of many: the last of all decisions, then what else is among the last of the viewer's own. */
export async function readLately(viewer: Viewer, most: { all: number; own: number }): Promise<Outcome<LogEntry[]>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const found = await Promise.all([findLately(logFilter(), most.all), findLately(logFilter({ by: viewer.handle }), most.own)])
  const ids = [...new Set(found.flat())]
  const entries = new Map((await readEntries(viewer, ids)).map((entry) => [entry.id, entry]))
  return done(ids.flatMap((id) => entries.get(id) ?? []))
}

async function findLately(filter: LogFilter, limit: number): Promise<string[]> {
  const conditions = await readConditions(filter)
  if ('message' in conditions) return []
  return findDecisions({ ...conditions, where: Prisma.sql`${conditions.where} AND ${latelyAndAlone}` }, { before: null, limit })
}

/** A decision `d` among the last some thousand that belongs to no bulk. */
const latelyAndAlone = Prisma.sql`d.seq > (SELECT coalesce(max(seq), 0) FROM decision) - 5000 AND NOT EXISTS (SELECT FROM bulk_item b WHERE b.decision_id = d.id)`

/** Decisions by their ids, newest first. For moderators: whoever calls has made sure. */
export async function readEntries(viewer: Viewer, ids: string[]): Promise<LogEntry[]> {
  const rows = await ask(entryRows(ids))
  const forms = await readForms(rows)
  return rows.map((row) => shapeEntry(row, forms.get(formOf(row)) ?? null, viewer))
}

type Form = { id: string; text: string; title?: string; changes?: unknown }
type SentPost = { slug: string; publishedRevision: { title: string } | null }

/** The forms of proposals, and the texts of essays, that decisions were about: sent again after a return, it is another one. */
async function readForms(rows: EntryRow[]): Promise<Map<string, Form>> {
  const ids = rows.map(formOf).filter((id) => id !== '')
  if (ids.length === 0) return new Map()
  const where = { id: { in: ids } }
  const [forms, essays] = await Promise.all([
    reader().proposalRevision.findMany({ where, select: { id: true, text: true, changes: true } }),
    reader().postRevision.findMany({ where, select: { id: true, title: true, text: true } }),
  ])
  return new Map([...forms, ...essays.map(({ id, title, text }) => ({ id, title, text: `${title}. ${text}` }))].map((form) => [form.id, form]))
}

/** Empty for what is neither a proposal nor an essay. */
function formOf({ before, reviewItem: { proposal, guestPost } }: EntryRow): string {
  const sent = proposal ?? guestPost
  if (!sent) return ''
  const kept = snapshot.safeParse(before)
  return (kept.success && kept.data.comment.currentRevisionId) || (sent.currentRevisionId ?? '')
}

function shapeEntry(row: EntryRow, form: Form | null, viewer: Viewer): LogEntry {
  const { id: itemId, kind, comment, chosenName, proposal, guestPost, post } = row.reviewItem
  const matter = judgedIn(row.reviewItem)
  const writer = chosenName?.person ?? proposal?.person ?? guestPost?.person ?? comment?.author
  return {
    seq: Number(row.seq),
    id: row.id,
    at: row.at,
    by: row.by ?? { name: theSite, handle: null },
    action: row.action,
    kind,
    noun: kindModule(kind).noun,
    fromState: row.fromState,
    toState: row.toState,
    reason: { code: row.reasonCode, label: allReasons.find((reason) => reason.code === row.reasonCode)?.label ?? '', note: row.reasonNote },
    passage: row.passage,
    post: post && (guestPost ? shapeSent(post, form) : { slug: post.slug, title: post.publishedRevision?.title ?? post.draftRevision?.title ?? '' }),
    work: proposal && { title: proposal.work?.title || proposedTitle(readChanges(form?.changes ?? [])), slug: proposal.work?.currentRevisionId ? proposal.work.slug : null },
    itemId,
    commentId: comment?.id ?? null,
    writer: { name: writer?.name ?? comment?.guest?.name ?? '', handle: writer?.handle ?? null },
    excerpt: shorten(row.commentRevision?.text ?? chosenName?.name ?? form?.text ?? '', excerptLength),
    undoneBySeq: row.undoneBy && Number(row.undoneBy.seq),
    undone: row.undoneBy !== null,
    undoes: row.undoesId,
    undoesSeq: row.undoes && Number(row.undoes.seq),
    canUndo: matter !== null && canBeUndone(row, row.reviewItem, matter) && permitUndo(viewer, row, row.reviewItem, matter) === null,
  }
}

/** An essay by the title under which it was sent: what its writer calls it since is as private as what they write. */
function shapeSent({ slug, publishedRevision }: SentPost, form: Form | null) {
  return { slug: publishedRevision ? slug : null, title: form?.title ?? publishedRevision?.title ?? '' }
}
