import type { Transaction } from '#lib/database.ts'
import type { Subject, Verdict } from '#lib/moderation/kinds/kind.ts'
import { noticeDelaySeconds } from '#lib/moderation/notice-delay.ts'

type Made = { id: string; verdict: Verdict; byId: string | null; at: Date }

/**
 * Writes down whom a decision concerns; they are told when {@link noticeDelaySeconds} have passed and it still stands.
 * @param closedReports items with reports that this decision settled along the way
 */
export async function tellPeople(tx: Transaction, subject: Subject, made: Made, closedReports: string[]): Promise<void> {
  const reportItems = subject.item.kind === 'report' ? [subject.item.id, ...closedReports] : closedReports
  const reporters = reportItems.length === 0 ? [] : await tx.report.findMany({ where: { reviewItemId: { in: reportItems } }, select: { reporterId: true } })
  const told = [
    ...concernOf(subject, made.verdict),
    ...reporters.map(({ reporterId }) => ({ personId: reporterId, kind: 'report' })),
  ]
  const data = told.flatMap(({ personId, kind }) =>
    personId === null || personId === made.byId ? [] : [{ personId, kind, commentId: subject.comment.id, decisionId: made.id, at: made.at, dueAt: dueAt(made.at) }])
  if (data.length > 0) await tx.notice.createMany({ data, skipDuplicates: true })
}

/** What the writer, or the one who asked, is told; nothing when nothing changes for them. */
function concernOf({ item, comment, about }: Subject, verdict: Verdict): { personId: string | null; kind: string }[] {
  if (item.kind === 'appeal') return [{ personId: item.openedById, kind: 'appeal' }]
  const changes = verdict !== 'dismiss' && verdict !== 'uphold'
  const asked = item.kind === 'second_look' ? [{ personId: item.openedById, kind: 'second-look' }, { personId: about?.byId ?? null, kind: 'second-look' }] : []
  const writer = changes ? [{ personId: comment.authorId, kind: 'verdict' }] : []
  return [...writer, ...asked]
}

/**
 * A decision was taken back: who was not told of it yet never will be, and who was is told that it is so no more.
 * @param undoId the decision that takes it back
 */
export async function tellOfUndo(tx: Transaction, decisionId: string, undoId: string, now: Date): Promise<void> {
  await tx.notice.updateMany({ where: { decisionId, cancelledAt: null, dueAt: { gt: now } }, data: { cancelledAt: now } })
  const told = await tx.notice.findMany({ where: { decisionId, cancelledAt: null }, select: { personId: true, commentId: true } })
  const people = new Map(told.map((notice) => [notice.personId, notice.commentId]))
  const data = [...people].map(([personId, commentId]) => ({ personId, kind: 'undone', commentId, decisionId: undoId, at: now, dueAt: dueAt(now) }))
  if (data.length > 0) await tx.notice.createMany({ data })
}

function dueAt(at: Date): Date {
  return new Date(at.getTime() + noticeDelaySeconds * 1000)
}
