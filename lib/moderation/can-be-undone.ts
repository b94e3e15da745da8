import { z } from 'zod'
import { CommentState, ReviewState } from '#database'

const moment = z.iso.datetime().nullable().transform((at) => (at ? new Date(at) : null))
const revision = z.uuid().nullable()

/** What a decision kept of the time before it. The oldest ones knew of no edits and no other items. */
export const snapshot = z.object({
  comment: z.object({ state: z.enum(CommentState), approvedRevisionId: revision, currentRevisionId: revision.optional(), publishedAt: moment }),
  item: z.object({ state: z.enum(ReviewState), decidedAt: moment }),
  others: z.array(z.object({ id: z.uuid(), state: z.enum(ReviewState), decidedAt: moment })).default([]),
  after: z.object({ approvedRevisionId: revision, currentRevisionId: revision }).optional(),
})

type Decision = { id: string; action: string; toState: CommentState | null; before: unknown; undoneBy: { id: string } | null }

/** How things are now: the newest decision about the item that is no undo and was not undone, and the comment. */
type Now = { standing: string | undefined; comment: { state: CommentState; approvedRevisionId: string | null; currentRevisionId: string | null } | null }

/**
 * Whether a decision can be taken back: it is the newest one about its item that stands, and the comment is as it left it.
 * Answers both which buttons there are and whether one may.
 */
export function canBeUndone(decision: Decision, { standing, comment }: Now): boolean {
  if (decision.action === 'undo' || decision.undoneBy !== null || decision.id !== standing) return false
  if (!comment || decision.toState !== comment.state) return false
  const { success, data } = snapshot.safeParse(decision.before)
  if (!success) return false
  return !data.after || (data.after.approvedRevisionId === comment.approvedRevisionId && data.after.currentRevisionId === comment.currentRevisionId)
}
