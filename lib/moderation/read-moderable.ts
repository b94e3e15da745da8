import type { Prisma } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { reader } from '#lib/database.ts'
import { canBeUndone, permitUndo, undoShape } from '#lib/moderation/can-be-undone.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { shapeSubject, subjectShape } from '#lib/moderation/load-subject.ts'
import { noticeDelaySeconds } from '#lib/moderation/notice-delay.ts'
import { theSite } from '#lib/moderation/the-site.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What a moderator can do to a comment in its thread, and what a decision about it must name. */
export type Moderable = {
  itemId: string
  version: number
  revision: string
  actions: string[]
  /** By whom and why it was hidden; null where readers see it. */
  hidden: { by: string; at: Date; reason: string } | null
  /** The newest decision about it, while nobody was told of it and it can be taken back. */
  undoable: string | null
}

/** By the ids of comments; empty for everybody who does not moderate. */
export async function readModerable(viewer: Viewer, commentIds: string[], now: Date): Promise<Map<string, Moderable>> {
  if (permitRole(viewer, 'moderator') || commentIds.length === 0) return new Map()
  const rows = await reader().reviewItem.findMany({ where: { commentId: { in: commentIds }, kind: 'comment' }, select: itemShape })
  const hiddenBy = await readHiders(commentIds)
  return new Map(rows.flatMap((row) => {
    const subject = shapeSubject(row)
    if (!subject || kindModule('comment').permit(viewer, subject)) return []
    const { item, comment, text } = subject
    const hidden = comment.state === 'hidden' ? (hiddenBy.get(comment.id) ?? null) : null
    return [[comment.id, { itemId: item.id, version: item.version, revision: text.id, actions: kindModule('comment').possible(subject), hidden, undoable: undoableOf(row, viewer, now) }]]
  }))
}

const itemShape = {
  ...subjectShape,
  decision: undoShape.item.decision,
  comment: { select: { ...subjectShape.comment.select, ...undoShape.comment } },
  decisions: {
    ...subjectShape.decisions,
    select: { ...subjectShape.decisions.select, ...undoShape.decision },
  },
} satisfies Prisma.ReviewItemSelect

type Row = Prisma.ReviewItemGetPayload<{ select: typeof itemShape }>

function undoableOf(item: Row, viewer: Viewer, now: Date): string | null {
  const { decisions: [newest], comment } = item
  if (!newest || !comment || !canBeUndone(newest, item, comment) || permitUndo(viewer, newest, item, comment)) return null
  return now.getTime() - newest.at.getTime() < noticeDelaySeconds * 1000 ? newest.id : null
}

/** A comment may have been hidden by its own item, by a report, or by a second look. */
async function readHiders(commentIds: string[]): Promise<Map<string, NonNullable<Moderable['hidden']>>> {
  const decisions = await reader().decision.findMany({
    where: { reviewItem: { commentId: { in: commentIds } }, toState: 'hidden', fromState: { not: 'hidden' }, undoesId: null, undoneBy: { is: null } },
    orderBy: { seq: 'asc' },
    select: { at: true, reasonCode: true, reasonNote: true, by: { select: { name: true } }, reviewItem: { select: { commentId: true } } },
  })
  return new Map(decisions.map(({ at, by, reasonCode, reasonNote, reviewItem }) =>
    [reviewItem.commentId ?? '', { at, by: by?.name ?? theSite, reason: reasonSentence(reasonCode, reasonNote) }]))
}
