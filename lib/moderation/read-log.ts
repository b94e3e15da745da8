import { Prisma } from '#database'
import type { CommentState } from '#database'
import { reasons } from '#lib/comments/reasons.ts'
import { reader } from '#lib/database.ts'
import { theSite } from '#lib/moderation/the-site.ts'
import { canBeUndone } from '#lib/moderation/can-be-undone.ts'
import { standingDecision } from '#lib/moderation/undo-decision.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** One decision, as the log tells it. */
export type LogEntry = {
  /** Position in the chain, from 1. */
  seq: number
  id: string
  at: Date
  by: { name: string; handle: string | null }
  action: string
  fromState: CommentState | null
  toState: CommentState | null
  reason: { code: string; label: string; note: string }
  post: { title: string; slug: string }
  commentId: string | null
  writer: { name: string; handle: string | null }
  /** The beginning of the text that was decided on. */
  excerpt: string
  undone: boolean
  /** The id of the decision that this one takes back. */
  undoes: string | null
  /** See {@link canBeUndone}. */
  canUndo: boolean
}

const entriesPerPage = 50
const excerptLength = 160

/** Who decided what and why, newest first. `after` is the `next` of the page before. */
export async function readLog(viewer: Viewer, options: { after?: string; limit?: number } = {}): Promise<Outcome<{ entries: LogEntry[]; next: string | null }>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  if (options.after && !/^[0-9]{1,18}$/.test(options.after)) return refuse('invalid', 'This page of the log does not exist.')
  const limit = Math.min(Math.max(options.limit ?? entriesPerPage, 1), 200)
  const rows = await reader().decision.findMany({
    where: options.after ? { seq: { lt: BigInt(options.after) } } : {},
    orderBy: { seq: 'desc' },
    take: limit + 1,
    select: entryShape,
  })
  const entries = rows.slice(0, limit).map(shapeEntry)
  return done({ entries, next: rows.length > limit ? String(entries.at(-1)?.seq) : null })
}

const entryShape = {
  seq: true, id: true, at: true, action: true, fromState: true, toState: true, reasonCode: true, reasonNote: true, undoesId: true, before: true,
  by: { select: { name: true, handle: true } },
  undoneBy: { select: { id: true } },
  commentRevision: { select: { text: true } },
  reviewItem: {
    select: {
      post: { select: { slug: true, publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } } },
      comment: { select: { id: true, state: true, approvedRevisionId: true, currentRevisionId: true, author: { select: { name: true, handle: true } }, guest: { select: { name: true } } } },
      decisions: standingDecision,
    },
  },
} satisfies Prisma.DecisionSelect

function shapeEntry(row: Prisma.DecisionGetPayload<{ select: typeof entryShape }>): LogEntry {
  const { comment, post, decisions } = row.reviewItem
  return {
    seq: Number(row.seq),
    id: row.id,
    at: row.at,
    by: row.by ?? { name: theSite, handle: null },
    action: row.action,
    fromState: row.fromState,
    toState: row.toState,
    reason: { code: row.reasonCode, label: reasons.find((reason) => reason.code === row.reasonCode)?.label ?? '', note: row.reasonNote },
    post: { slug: post.slug, title: post.publishedRevision?.title ?? post.draftRevision?.title ?? '' },
    commentId: comment?.id ?? null,
    writer: { name: comment?.author?.name ?? comment?.guest?.name ?? '', handle: comment?.author?.handle ?? null },
    excerpt: excerptOf(row.commentRevision?.text ?? ''),
    undone: row.undoneBy !== null,
    undoes: row.undoesId,
    canUndo: canBeUndone(row, { standing: decisions[0]?.id, comment }),
  }
}

function excerptOf(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length <= excerptLength ? flat : `${flat.slice(0, excerptLength).replace(/\s+\S*$/, '')} …`
}
