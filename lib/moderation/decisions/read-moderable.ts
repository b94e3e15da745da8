import { Prisma } from '#database'
import { askTogether, insideQuestion, momentOf } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { standingVerdict } from '#lib/comments/standing-verdict.ts'
import { canBeUndone, permitUndo } from '#lib/moderation/decisions/can-be-undone.ts'
import { itemRows } from '#lib/moderation/decisions/item-rows.ts'
import type { ItemRow } from '#lib/moderation/decisions/item-rows.ts'
import { shapeSubject } from '#lib/moderation/decisions/load-subject.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { judgedIn } from '#lib/moderation/matters/matter-shape.ts'
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
  const { items, hiddenBy } = await askTogether({
    items: itemRows(Prisma.sql`i.comment_id = ANY (${commentIds}::uuid[]) AND i.kind = 'comment'`), hiddenBy: hidersOf(commentIds),
  })
  return new Map(items.flatMap((item) => {
    const subject = shapeSubject(item)
    if (!subject || kindModule('comment').permit(viewer, subject)) return []
    const { matter, text } = subject
    return [[matter.id, { itemId: item.id, version: item.version, revision: text.id, actions: kindModule('comment').possible(subject), hidden: hiddenBy.get(matter.id) ?? null, undoable: undoableOf(item, viewer, now) }]]
  }))
}

function undoableOf(item: ItemRow, viewer: Viewer, now: Date): string | null {
  const { decisions: [newest] } = item
  const judged = judgedIn(item)
  if (!newest || !judged || !canBeUndone(newest, item, judged) || permitUndo(viewer, newest, item, judged)) return null
  return now.getTime() - newest.at.getTime() < noticeDelaySeconds * 1000 ? newest.id : null
}

type HiderRow = { id: string; at: string; by: string | null; reasonCode: string; reasonNote: string }

/** A comment may have been hidden by its own item, by a report, or by a second look. */
function hidersOf(commentIds: string[]): Question<Map<string, NonNullable<Moderable['hidden']>>> {
  return insideQuestion(Prisma.sql`
    SELECT c.id, v.at, p.name AS by, v.reason_code AS "reasonCode", v.reason_note AS "reasonNote"
    FROM comment c JOIN ${standingVerdict} v ON true LEFT JOIN person p ON p.id = v.by_id
    WHERE c.id = ANY(${commentIds}::uuid[]) AND c.state = 'hidden'`,
  (rows: HiderRow[]) => new Map(rows.map(({ id, at, by, reasonCode, reasonNote }) => [id, { at: momentOf(at), by: by ?? theSite, reason: reasonSentence(reasonCode, reasonNote) }])))
}
