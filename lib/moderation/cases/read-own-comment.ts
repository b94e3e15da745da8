import { CommentState, Prisma } from '#database'
import { openEdit } from '#lib/comments/read-own-texts.ts'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { readWait } from '#lib/comments/read-waiting.ts'
import type { Waiting } from '#lib/comments/read-waiting.ts'
import { findStandingVerdict, isUntold, standingVerdict } from '#lib/comments/standing-verdict.ts'
import { toldState } from '#lib/comments/told-state.ts'
import { reader } from '#lib/database.ts'
import { databaseTime } from '#lib/database-time.ts'
import { appealableOf } from '#lib/moderation/cases/appealable-verdict.ts'
import { knownOf, knownShape } from '#lib/posts/known-text.ts'
import type { KnownEssay } from '#lib/posts/known-text.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'

/** Something that was decided about an own text, told to its writer: without names. */
export type ToldDecision = { id: string; action: string; at: Date; reason: string; passage: string }

/** One text of a comment, and what was decided on it. */
export type OwnVersion = { id: string; at: Date; reason: string; html: string; shown: boolean; decisions: ToldDecision[] }

export type OwnComment = Waiting & {
  id: string
  state: CommentState
  /** It was taken down just now, which may still be taken back; why is told in a minute. */
  settling: boolean
  post: KnownEssay
  /** The newest text. */
  source: string
  html: string
  /** A new text of a published comment, while readers see the approved one. */
  edit: 'held' | 'returned' | null
  /** It had been published, and that was taken back: so it waits again. */
  unpublished: boolean
  /** Readers see replies to it, so that a place would be left of it. */
  hasReplies: boolean
  /** Why it is as it is; null when nobody decided that. */
  verdict: ToldDecision | null
  /** The decision that can be appealed now. */
  appealable: string | null
  /** The appeal of the decision that stands. */
  caseId: string | null
  /** Newest first. */
  versions: OwnVersion[]
}

/** Everything that its writer may know of a comment; null for anybody else's, for what was taken back, and for what never was. */
export async function readOwnComment(viewer: Viewer, id: string): Promise<OwnComment | null> {
  if (!isSignedIn(viewer)) return null
  const comment = await reader().comment.findFirst({ where: { id, authorId: viewer.id, state: { not: CommentState.withdrawn } }, select: commentShape })
  if (!comment?.currentRevision) return null
  const [decisions, standing, edit, now] = await Promise.all([readDecisions(viewer.id, [id]), findStandingVerdict(reader(), id), readEdit(id), databaseTime()])
  const { state, settling } = toldState(comment.state, standing?.untold === true)
  const appealable = standing?.untold ? null : appealableOf(standing)
  const appeal = comment.reviewItems.find(({ kind, decisionId }) => kind === 'appeal' && appealable !== null && decisionId === appealable)
  const itemId = state === 'held' ? comment.reviewItems.find(({ kind }) => kind === 'comment')?.id : edit?.waits ? edit.itemId : undefined
  const text = comment.revisions.find((revision) => revision.id === edit?.revisionId) ?? comment.currentRevision
  return {
    id,
    state,
    settling,
    post: knownOf(comment.post, now),
    source: text.source,
    html: text.html,
    edit: edit && (edit.waits ? 'held' : 'returned'),
    unpublished: state === 'held' && comment.reviewItems.some(({ decisions: [newest] }) => newest?.action === 'undo' && newest.fromState === 'published'),
    hasReplies: comment.state === 'published' && comment.replies.length > 0,
    ...(await readWait(reader(), viewer.id, itemId ? { itemId, settling: settling || edit?.untold === true } : null)),
    verdict: verdictOf(state, { edit, standing: standing?.id ?? null, decisions }),
    appealable: appeal ? null : appealable,
    caseId: appeal?.id ?? null,
    versions: comment.revisions.map((revision) => ({
      id: revision.id, at: revision.createdAt, reason: revision.reason, html: revision.html, shown: state === 'published' && revision.id === comment.approvedRevisionId,
      decisions: decisions.filter(({ revisionId }) => revisionId === revision.id).map(({ told }) => told),
    })),
  }
}

/** What the writer of many comments is told of each, as {@link readOwnComment} says it of one. */
export type ToldOf = { state: CommentState; decisionsOn: (revisionId: string) => ToldDecision[] }

/** The same about many own comments at once, by id. Of what was taken back nothing is told. */
export async function readToldOf({ id: writerId }: SignedIn, commentIds: string[]): Promise<Map<string, ToldOf>> {
  const [states, decisions] = await Promise.all([
    reader().$queryRaw<{ id: string; state: CommentState; untold: boolean | null }[]>`
      SELECT c.id, c.state, v.untold FROM comment c LEFT JOIN ${standingVerdict} v ON true
      WHERE c.id = ANY (${commentIds}::uuid[]) AND c.author_id IS NOT DISTINCT FROM ${writerId}::uuid AND c.state <> 'withdrawn'`,
    readDecisions(writerId, commentIds),
  ])
  const byText = Map.groupBy(decisions, ({ commentId, revisionId }) => `${commentId} ${revisionId}`)
  return new Map(states.map(({ id, state, untold }) => [id, {
    state: toldState(state, untold === true).state,
    decisionsOn: (revisionId) => (byText.get(`${id} ${revisionId}`) ?? []).map(({ told }) => told),
  }]))
}

/** Texts of one comment that are listed. Nobody has changed one comment more often so far. */
const versionsShown = 50

const commentShape = {
  id: true, state: true, approvedRevisionId: true,
  currentRevision: { select: { source: true, html: true } },
  post: { select: knownShape },
  reviewItems: { select: { id: true, kind: true, decisionId: true, decisions: { orderBy: { seq: 'desc' }, take: 1, select: { action: true, fromState: true } } } },
  replies: { where: { shown: true }, take: 1, select: { id: true } },
  revisions: { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: versionsShown, select: { id: true, createdAt: true, reason: true, source: true, html: true } },
} satisfies Prisma.CommentSelect

type Known = { told: ToldDecision; commentId: string; revisionId: string | null }
type DecisionRow = { id: string; action: string; at: Date; reasonCode: string; reasonNote: string; passage: string; commentId: string; revisionId: string | null }

/**
 * Decisions that its writer is told of, newest first: what was taken back, and what a report came to nothing, is not among them, nor
 * what is not told yet, but for what made a text public. Whether moderators agreed among themselves is theirs to know.
 */
async function readDecisions(writerId: string, commentIds: string[]): Promise<Known[]> {
  const rows = await reader().$queryRaw<DecisionRow[]>`
    SELECT d.id, d.action, d.at, d.reason_code AS "reasonCode", d.reason_note AS "reasonNote", d.passage, d.comment_revision_id AS "revisionId", i.comment_id AS "commentId"
    FROM review_item i JOIN decision d ON d.review_item_id = i.id
    WHERE i.comment_id = ANY (${commentIds}::uuid[]) AND d.undoes_id IS NULL AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
      AND i.kind IN ('comment', 'comment_edit', 'report', 'appeal', 'second_look') AND d.action <> 'dismiss' AND (d.action <> 'uphold' OR i.kind = 'appeal')
      AND (d.action = 'approve' OR (d.to_state = 'published' AND d.from_state <> 'published') OR NOT ${isUntold(Prisma.sql`d.id`, Prisma.sql`${writerId}::uuid`)})
    ORDER BY d.seq DESC`
  return rows.map(({ reasonCode, reasonNote, revisionId, commentId, ...row }) => ({ told: { ...row, reason: reasonSentence(reasonCode, reasonNote) }, commentId, revisionId }))
}

type Edit = { itemId: string; revisionId: string; waits: boolean; untold: boolean }

/** The edit that the writer is still at, as they are told of it. */
async function readEdit(commentId: string): Promise<Edit | null> {
  const [edit] = await reader().$queryRaw<Edit[]>`
    SELECT edit.item_id AS "itemId", edit.revision_id AS "revisionId", edit.waits OR edit.untold AS waits, edit.untold
    FROM comment c JOIN ${openEdit} edit ON true WHERE c.id = ${commentId}::uuid`
  return edit ?? null
}

/** What the writer is told first: why the newest text is where it is. */
function verdictOf(state: CommentState, { edit, standing, decisions }: { edit: Edit | null; standing: string | null; decisions: Known[] }): ToldDecision | null {
  if (edit && !edit.waits) return decisions.find(({ told, revisionId }) => told.action === 'return' && revisionId === edit.revisionId)?.told ?? null
  if (state === 'held' || state === 'published') return null
  return decisions.find(({ told }) => told.id === standing)?.told ?? null
}
