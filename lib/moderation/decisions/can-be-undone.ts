import { z } from 'zod'
import { CommentState, ReviewState } from '#database'
import type { Prisma, ReviewKind } from '#database'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { judgedShape } from '#lib/moderation/matters/matter-shape.ts'
import type { Judged } from '#lib/moderation/matters/matter-shape.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

const moment = z.iso.datetime().nullable().transform((at) => (at ? new Date(at) : null))
const revision = z.uuid().nullable()

/** What a decision kept of the time before it. The oldest ones knew of no edits and no other items. */
export const snapshot = z.object({
  comment: z.object({ state: z.enum(CommentState), approvedRevisionId: revision, currentRevisionId: revision.optional(), publishedAt: moment }),
  item: z.object({ state: z.enum(ReviewState), decidedAt: moment }),
  others: z.array(z.object({ id: z.uuid(), state: z.enum(ReviewState), decidedAt: moment })).default([]),
  after: z.object({ approvedRevisionId: revision, currentRevisionId: revision }).optional(),
})

/** What to select of a decision, and of the item with what it is about, for {@link canBeUndone} and {@link permitUndo}. */
export const undoShape = {
  decision: { id: true, seq: true, action: true, toState: true, before: true, byId: true, undoneBy: { select: { id: true } } },
  item: {
    id: true, kind: true, openedById: true, ...judgedShape,
    decision: { select: { id: true, action: true, toState: true, byId: true, undoneBy: { select: { id: true } } } },
  },
} satisfies { decision: Prisma.DecisionSelect; item: Prisma.ReviewItemSelect }

type Decision = { id: string; seq: bigint; action: string; toState: CommentState | null; before: unknown; byId: string | null; undoneBy: { id: string } | null }
type Item = { id: string; kind: ReviewKind; openedById: string | null; decision: { byId: string | null; undoneBy: { id: string } | null } | null }

/** Verdicts that leave the comment as it was. */
const changeNothing = ['dismiss', 'uphold']

/**
 * Whether a decision can be taken back: nothing that stands was decided about its item after it, nor about the comment by any other
 * item; what it read again still stands; and the comment is as it left it. Answers both which buttons there are and whether one may.
 */
export function canBeUndone(decision: Decision, item: Item, matter: Judged | null): boolean {
  if (!matter || decision.action === 'undo' || decision.undoneBy !== null || item.decision?.undoneBy) return false
  if (matter.reviewItems.some(({ id, decisions }) => decisions.some((standing) => isInTheWay(standing, decision, id === item.id)))) return false
  if (decision.toState !== matter.state) return false
  const { success, data } = snapshot.safeParse(decision.before)
  if (!success) return false
  return !data.after || (data.after.approvedRevisionId === matter.approvedRevisionId && data.after.currentRevisionId === matter.currentRevisionId)
}

function isInTheWay(standing: { seq: bigint; action: string }, decision: Decision, sameItem: boolean): boolean {
  return standing.seq > decision.seq && (sameItem || !changeNothing.includes(standing.action))
}

/** Whoever made a decision may take it back; others only where they might have made it, and nobody else where it was about them. */
export function permitUndo(viewer: Viewer, decision: Pick<Decision, 'byId'>, item: Item, matter: Pick<Judged, 'authorId' | 'state'>): Refusal | null {
  if (viewer.id !== null && decision.byId === viewer.id) return null
  if (viewer.id !== null && matter.authorId === viewer.id) return refuse('forbidden', 'This was decided about something of yours, so somebody else takes it back.')
  return kindModule(item.kind).permit(viewer, { item, matter, about: item.decision })
}
