import { CommentState, Prisma } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { readMedianWait, readPosition } from '#lib/comments/read-waiting.ts'
import { reader } from '#lib/database.ts'
import { appealableOf, findStandingVerdict } from '#lib/moderation/decisions/find-standing-verdict.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Something that was decided about an own text, told to its writer: without names. */
export type ToldDecision = { id: string; action: string; at: Date; reason: string; passage: string }

/** One text of a comment, and what was decided on it. */
export type OwnVersion = { id: string; at: Date; reason: string; html: string; approved: boolean; decisions: ToldDecision[] }

export type OwnComment = {
  id: string
  state: CommentState
  post: { title: string; slug: string }
  /** The newest text. */
  source: string
  html: string
  /** A new text of a published comment, while readers see the approved one. */
  edit: 'held' | 'returned' | null
  position: number | null
  medianWaitSeconds: number | null
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
  const decisions = await readDecisions(id)
  const standing = await findStandingVerdict(reader(), id)
  const appealable = appealableOf(standing)
  const appeal = comment.reviewItems.find(({ kind, decisionId }) => kind === 'appeal' && appealable !== null && decisionId === appealable)
  const edit = editOf(comment, decisions)
  const waiting = comment.reviewItems.find(({ kind, state }) => state === 'waiting' && (kind === 'comment' || kind === 'comment_edit'))
  return {
    id,
    state: comment.state,
    post: { slug: comment.post.slug, title: comment.post.publishedRevision?.title ?? 'an essay that is not here any more' },
    source: comment.currentRevision.source,
    html: comment.currentRevision.html,
    edit,
    position: waiting ? await readPosition(reader(), waiting.id) : null,
    medianWaitSeconds: waiting ? await readMedianWait(reader()) : null,
    verdict: verdictOf(comment, edit, standing?.id ?? null, decisions),
    appealable: appeal ? null : appealable,
    caseId: appeal?.id ?? null,
    versions: comment.revisions.map((revision) => ({
      id: revision.id, at: revision.createdAt, reason: revision.reason, html: revision.html, approved: revision.id === comment.approvedRevisionId,
      decisions: decisions.filter(({ revisionId }) => revisionId === revision.id).map(({ told }) => told),
    })),
  }
}

/** Texts of one comment that are listed. Nobody has changed one comment more often so far. */
const versionsShown = 50

const commentShape = {
  id: true, state: true, currentRevisionId: true, approvedRevisionId: true,
  currentRevision: { select: { source: true, html: true } },
  post: { select: { slug: true, publishedRevision: { select: { title: true } } } },
  reviewItems: { select: { id: true, kind: true, state: true, decisionId: true, commentRevisionId: true } },
  revisions: { orderBy: { id: 'desc' }, take: versionsShown, select: { id: true, createdAt: true, reason: true, html: true } },
} satisfies Prisma.CommentSelect

type Row = Prisma.CommentGetPayload<{ select: typeof commentShape }>
type Known = { told: ToldDecision; revisionId: string | null }

/** Decisions that its writer is told of, newest first: what was taken back, and what a report came to nothing, is not among them. */
async function readDecisions(commentId: string): Promise<Known[]> {
  const rows = await reader().decision.findMany({
    where: { reviewItem: { commentId, kind: { in: ['comment', 'comment_edit', 'report', 'appeal', 'second_look'] } }, undoesId: null, undoneBy: { is: null }, action: { not: 'dismiss' } },
    orderBy: { seq: 'desc' },
    select: {
      id: true, action: true, at: true, reasonCode: true, reasonNote: true, passage: true, commentRevisionId: true,
      reviewItem: { select: { kind: true } },
    },
  })
  // Whether moderators agreed among themselves is theirs to know.
  return rows.filter(({ action, reviewItem }) => action !== 'uphold' || reviewItem.kind === 'appeal').map((row) => ({
    told: { id: row.id, action: row.action, at: row.at, reason: reasonSentence(row.reasonCode, row.reasonNote), passage: row.passage },
    revisionId: row.commentRevisionId,
  }))
}

function editOf({ state, currentRevisionId, approvedRevisionId, reviewItems }: Row, decisions: Known[]): OwnComment['edit'] {
  if (state !== 'published' || currentRevisionId === approvedRevisionId) return null
  const edit = reviewItems.find(({ kind, commentRevisionId }) => kind === 'comment_edit' && commentRevisionId === currentRevisionId)
  if (edit?.state === 'waiting') return 'held'
  return decisions.some(({ told, revisionId }) => told.action === 'return' && revisionId === currentRevisionId) ? 'returned' : null
}

/** What the writer is told first: why the newest text is where it is. */
function verdictOf({ state, currentRevisionId }: Row, edit: OwnComment['edit'], standing: string | null, decisions: Known[]): ToldDecision | null {
  if (edit === 'returned') return decisions.find(({ told, revisionId }) => told.action === 'return' && revisionId === currentRevisionId)?.told ?? null
  if (state === 'held' || state === 'published') return null
  return decisions.find(({ told }) => told.id === standing)?.told ?? null
}
