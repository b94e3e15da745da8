import type { Transaction } from '#lib/database.ts'
import { keepPlan } from '#lib/kept-plans.ts'
import type { Subject, Verdict } from '#lib/moderation/kinds/kind.ts'
import { noticeDelaySeconds } from '#lib/notice-delay.ts'
import { writeNotices } from '#lib/notices/write-notices.ts'

type Made = { id: string; verdict: Verdict; byId: string | null; at: Date }

/**
 * Writes down whom a decision concerns; they are told when {@link noticeDelaySeconds} have passed and it still stands.
 * @param closedReports items with reports that this decision settled along the way
 */
export async function tellPeople(tx: Transaction, subject: Subject, made: Made, closedReports: string[]): Promise<void> {
  const reportItems = subject.item.kind === 'report' ? [subject.item.id, ...closedReports] : closedReports
  const reporters = reportItems.length === 0 ? [] : await tx.report.findMany({ where: { reviewItemId: { in: reportItems } }, select: { reporterId: true } })
  const told = [
    ...concernOf(subject, made),
    ...reporters.map(({ reporterId }) => ({ personId: reporterId, kind: 'report' })),
  ]
  const data = told.flatMap(({ personId, kind }) =>
    personId === null || personId === made.byId ? [] : [{ personId, kind, commentId: subject.matter.type === 'comment' ? subject.matter.id : null, decisionId: made.id, at: made.at, dueAt: dueAt(made.at) }])
  await writeNotices(tx, data)
}

/** What the writer, or the one who asked, is told; nothing when nothing changes for them, or they saw it happen by itself at once. */
function concernOf({ item, matter, about }: Subject, { verdict, byId }: Made): { personId: string | null; kind: string }[] {
  if (item.kind === 'appeal') return [{ personId: item.openedById, kind: 'appeal' }]
  const changes = byId !== null && verdict !== 'dismiss' && verdict !== 'uphold'
  const asked = item.kind === 'second_look' ? [{ personId: item.openedById, kind: 'second-look' }, { personId: about?.byId ?? null, kind: 'second-look' }] : []
  const writer = changes ? [{ personId: matter.authorId, kind: 'verdict' }] : []
  return [...writer, ...asked]
}

/**
 * A decision was taken back: who was not told of it yet never will be, and who was is told that it is so no more, but for the one
 * who took it back. What was said in a case about it stays said. An undo that waited for its turn may find that somebody was told
 * after it had begun.
 */
export async function tellOfUndo(tx: Transaction, decisionId: string, undo: { id: string; byId: string; at: Date }): Promise<void> {
  const told = await tx.$queryRaw<{ personId: string; commentId: string | null }[]>`${keepPlan}
    WITH cancelled AS (
      UPDATE notice SET cancelled_at = ${undo.at}::timestamptz
      WHERE decision_id = ${decisionId}::uuid AND kind <> 'message' AND cancelled_at IS NULL AND due_at > ${undo.at}::timestamptz AND mailed_at IS NULL AND read_at IS NULL RETURNING id)
    SELECT n.person_id AS "personId", n.comment_id AS "commentId" FROM notice n
    WHERE n.decision_id = ${decisionId}::uuid AND n.kind <> 'message' AND n.cancelled_at IS NULL AND n.person_id <> ${undo.byId}::uuid AND n.id NOT IN (SELECT id FROM cancelled)`
  const people = new Map(told.map((notice) => [notice.personId, notice.commentId]))
  const data = [...people].map(([personId, commentId]) => ({ personId, kind: 'undone', commentId, decisionId: undo.id, at: undo.at, dueAt: dueAt(undo.at) }))
  await writeNotices(tx, data)
}

function dueAt(at: Date): Date {
  return new Date(at.getTime() + noticeDelaySeconds * 1000)
}
