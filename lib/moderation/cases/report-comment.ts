import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import type { Transaction } from '#lib/database.ts'
import { reportReasons } from '#lib/moderation/cases/report-reasons.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import { plainWords } from '#lib/rendering/plain-words.ts'

const input = z.strictObject({
  commentId: z.uuid(),
  reasonCode: z.enum(reportReasons.map(({ code }) => code), { error: 'Please say what is wrong with it.' }),
  note: plainWords(1_000).default(''),
})

type Input = z.output<typeof input>

/**
 * A reader says that a published comment should not stand. All reports of one comment that wait are one item in the queue, and a
 * person is in it once. A report alone changes nothing that anybody sees.
 */
export const reportComment = command({
  name: 'report-comment',
  input,
  least: 'reader',
  load: loadReported,
  permit: (viewer, { authorId }) => (authorId === viewer.id ? refuse('forbidden', 'This is your own comment. You can change it or take it back.') : null),
  async perform({ tx, viewer, input, subject: comment, now }) {
    const reporterId = viewer.id
    if (!reporterId) return refuse('signed-out', 'Please sign in first.')
    if (input.reasonCode === 'other' && input.note === '') return refuseField('note', 'Please say in your own words what is wrong with it.')
    const about = { type: 'comment', id: comment.id }
    const mine = comment.waiting?.reports.find((report) => report.reporterId === reporterId)
    if (mine) return isSame(mine, input) ? done({ repeated: true }, about) : alreadyReported()
    const item = comment.waiting ?? (await openItem(tx, comment, reporterId, now))
    await tx.report.create({
      data: { reviewItemId: item.id, reporterId, reasonCode: input.reasonCode, note: input.note, at: now },
      select: { id: true },
    })
    // Whoever has the item open has not read this one yet.
    if (comment.waiting) await tx.reviewItem.update({ where: { id: item.id }, data: { version: { increment: 1 } }, select: { id: true } })
    return done({ repeated: false }, about)
  },
})

/** What is not public is answered like what never existed. */
async function loadReported(tx: Transaction, { commentId }: Input) {
  await lockThreadOf(tx, commentId)
  const shown = await tx.publishedComment.findUnique({ where: { id: commentId }, select: { tombstone: true } })
  if (!shown || shown.tombstone) return refuse('not-found', 'There is no such comment.')
  const { reviewItems, ...comment } = await tx.comment.findUniqueOrThrow({
    where: { id: commentId },
    select: {
      id: true, postId: true, authorId: true, approvedRevisionId: true,
      reviewItems: {
        where: { kind: 'report', state: 'waiting' },
        select: { id: true, reports: { select: { reporterId: true, reasonCode: true, note: true } } },
      },
    },
  })
  return { ...comment, waiting: reviewItems[0] ?? null }
}

function isSame(report: { reasonCode: string; note: string }, { reasonCode, note }: Input): boolean {
  return report.reasonCode === reasonCode && report.note === note
}

function alreadyReported() {
  return refuse('conflict', 'You have reported this already, and a moderator is going to read it. What you wrote just now was not added.')
}

type Reported = { id: string; postId: string; approvedRevisionId: string | null }

function openItem(tx: Transaction, comment: Reported, openedById: string, now: Date): Promise<{ id: string }> {
  return tx.reviewItem.create({
    data: {
      kind: 'report', postId: comment.postId, commentId: comment.id, commentRevisionId: comment.approvedRevisionId, openedById,
      submittedAt: now, createdAt: now,
    },
    select: { id: true },
  })
}
