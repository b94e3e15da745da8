import { z } from 'zod'
import { CommentState, ReviewState } from '#database'
import type { Prisma, ReviewKind } from '#database'
import { matterOfName, nameShape } from '#lib/moderation/decisions/load-subject.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
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

/** The newest decision about an item that is no undo and was not undone. */
export const standingDecision = {
  where: { action: { not: 'undo' }, undoneBy: { is: null } },
  orderBy: { seq: 'desc' },
  take: 1,
  select: { id: true, seq: true, action: true },
} satisfies Prisma.ReviewItem$decisionsArgs

/** What to select of a decision, of the item, and of the comment or name it is about, for {@link canBeUndone} and {@link permitUndo}. */
export const undoShape = {
  decision: { id: true, seq: true, action: true, toState: true, before: true, byId: true, undoneBy: { select: { id: true } } },
  item: {
    id: true, kind: true, openedById: true,
    chosenName: { select: { ...nameShape, reviewItems: { select: { id: true, decisions: standingDecision } } } },
    decision: { select: { id: true, action: true, toState: true, byId: true, undoneBy: { select: { id: true } } } },
  },
  comment: {
    id: true, state: true, authorId: true, approvedRevisionId: true, currentRevisionId: true,
    reviewItems: { select: { id: true, decisions: standingDecision } },
  },
} satisfies { decision: Prisma.DecisionSelect; item: Prisma.ReviewItemSelect; comment: Prisma.CommentSelect }

type Decision = { id: string; seq: bigint; action: string; toState: CommentState | null; before: unknown; byId: string | null; undoneBy: { id: string } | null }
type Item = { id: string; kind: ReviewKind; openedById: string | null; decision: { byId: string | null; undoneBy: { id: string } | null } | null }
type Standing = { id: string; seq: bigint; action: string }
/** A comment, or a name, with the decisions that stand about it. */
export type Judged = {
  state: CommentState; authorId: string | null; approvedRevisionId: string | null; currentRevisionId: string | null
  reviewItems: { id: string; decisions: Standing[] }[]
}

type About<Comment> = { comment: Comment | null; chosenName: (Parameters<typeof matterOfName>[0] & Pick<Judged, 'reviewItems'>) | null }

/** What an item is about, for {@link canBeUndone}: its comment or its name; null when that is gone. */
export function judgedIn<Comment extends Judged>({ comment, chosenName }: About<Comment>): Judged | null {
  return chosenName ? { ...matterOfName(chosenName), reviewItems: chosenName.reviewItems } : comment
}

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

function isInTheWay(standing: Standing, decision: Decision, sameItem: boolean): boolean {
  return standing.seq > decision.seq && (sameItem || !changeNothing.includes(standing.action))
}

/** Whoever made a decision may take it back; others only where they might have made it, and nobody else where it was about them. */
export function permitUndo(viewer: Viewer, decision: Pick<Decision, 'byId'>, item: Item, matter: Pick<Judged, 'authorId' | 'state'>): Refusal | null {
  if (viewer.id !== null && decision.byId === viewer.id) return null
  if (viewer.id !== null && matter.authorId === viewer.id) return refuse('forbidden', 'This was decided about something of yours, so somebody else takes it back.')
  return kindModule(item.kind).permit(viewer, { item, matter, about: item.decision })
}
