import type { Prisma } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { standingVerdict } from '#lib/comments/standing-verdict.ts'
import { reader } from '#lib/database.ts'
import { canBeUndone, permitUndo, undoShape } from '#lib/moderation/decisions/can-be-undone.ts'
import { shapeSubject, subjectShape } from '#lib/moderation/decisions/load-subject.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { judgedIn, judgedShape } from '#lib/moderation/matters/matter-shape.ts'
import { noticeDelaySeconds } from '#lib/notice-delay.ts'
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
    const item = { ...row, ...ofComments, decisions: row.decisions.map((decision) => ({ ...decision, by: null })) }
    const subject = shapeSubject(item)
    if (!subject || kindModule('comment').permit(viewer, subject)) return []
    const { matter, text } = subject
    return [[matter.id, { itemId: item.id, version: item.version, revision: text.id, actions: kindModule('comment').possible(subject), hidden: hiddenBy.get(matter.id) ?? null, undoable: undoableOf(item, viewer, now) }]]
  }))
}

const { by: _, ...newestDecision } = subjectShape.decisions.select

/** As much as items of this one kind have: each relation more is a statement more on every page that a moderator reads. */
const itemShape = {
  id: true, kind: true, state: true, version: true, decidedAt: true, openedById: true,
  commentRevision: subjectShape.commentRevision,
  comment: { select: { ...subjectShape.comment.select, ...judgedShape.comment.select } },
  decisions: { ...subjectShape.decisions, select: { ...newestDecision, ...undoShape.decision } },
} satisfies Prisma.ReviewItemSelect

/** What only items of other kinds are about. */
const ofComments = { decision: null, chosenName: null, proposal: null, proposalRevision: null, guestPost: null, postRevision: null }

type Item = Prisma.ReviewItemGetPayload<{ select: typeof itemShape }> & typeof ofComments

function undoableOf(item: Item, viewer: Viewer, now: Date): string | null {
  const { decisions: [newest] } = item
  const judged = judgedIn(item)
  if (!newest || !judged || !canBeUndone(newest, item, judged) || permitUndo(viewer, newest, item, judged)) return null
  return now.getTime() - newest.at.getTime() < noticeDelaySeconds * 1000 ? newest.id : null
}

type HiderRow = { id: string; at: Date; by: string | null; reasonCode: string; reasonNote: string }

/** A comment may have been hidden by its own item, by a report, or by a second look. */
async function readHiders(commentIds: string[]): Promise<Map<string, NonNullable<Moderable['hidden']>>> {
  const rows = await reader().$queryRaw<HiderRow[]>`
    SELECT c.id, v.at, p.name AS by, v.reason_code AS "reasonCode", v.reason_note AS "reasonNote"
    FROM comment c JOIN ${standingVerdict} v ON true LEFT JOIN person p ON p.id = v.by_id
    WHERE c.id = ANY(${commentIds}::uuid[]) AND c.state = 'hidden'`
  return new Map(rows.map(({ id, at, by, reasonCode, reasonNote }) => [id, { at, by: by ?? theSite, reason: reasonSentence(reasonCode, reasonNote) }]))
}
