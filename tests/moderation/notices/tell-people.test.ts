import { beforeAll, describe, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { tellEverybody } from '../../jobs/carry-out-jobs.ts'
import { markNoticesRead } from '#lib/moderation/notices/mark-notices-read.ts'
import { noticeDelaySeconds } from '#lib/notice-delay.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, publishedReplyBy, replyBy } from '../../cast.ts'
import { member } from '../../people/stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

const noticesProof = async () => (await verify()).find(({ name }) => name === 'notices')
const undoneTold = async (commentId: string) => (await noticesOf(commentId)).filter(({ kind }) => kind === 'undone').map(({ personId }) => personId).toSorted()
const noticesOf = (commentId: string) => reader().notice.findMany({ where: { commentId }, orderBy: { id: 'asc' } })

/** A decision that was made so many seconds ago. */
async function decided(secondsAgo: number) {
  const rae = await member('rae')
  const commentId = await replyBy(rae, slug)
  const { id: itemId, version } = await itemAbout(commentId)
  const at = new Date(Date.now() - secondsAgo * 1000)
  const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: 'reject', reasonCode: 'spam' }, at)
  return { rae, commentId, decisionId, at }
}

describe('a verdict', () => {
  test('is due to its writer once, when the time to take it back unsaid has passed', async () => {
    const { rae, commentId, decisionId, at } = await decided(0)
    const [notice, ...more] = await noticesOf(commentId)
    expect(more).toEqual([])
    expect(notice).toMatchObject({ personId: rae.id, kind: 'verdict', decisionId, cancelledAt: null })
    expect(notice?.dueAt.getTime()).toBe(at.getTime() + noticeDelaySeconds * 1000)
  })

  test('on a text of one’s own is told to nobody', async () => {
    const commentId = await replyBy(cast.mo, slug)
    await decideNow(cast.mo, commentId, 'approve')
    expect(await noticesOf(commentId)).toEqual([])
  })
})

describe('taking a verdict back', () => {
  test('in time leaves nothing to tell', async () => {
    const { commentId, decisionId } = await decided(0)
    await carryOut(undoDecision, cast.noor, { decisionId })
    const notices = await noticesOf(commentId)
    expect(notices.map(({ cancelledAt }) => cancelledAt !== null)).toEqual([true])
  })

  test('later is told as well', async () => {
    const { commentId, decisionId } = await decided(noticeDelaySeconds + 1)
    await carryOut(undoDecision, cast.noor, { decisionId })
    const notices = await noticesOf(commentId)
    expect(notices.map(({ kind, cancelledAt }) => [kind, cancelledAt])).toEqual([['verdict', null], ['undone', null]])
  })

  test('is not told to the one who takes it back, a reporter, say', async () => {
    const rae = await member('rae')
    const commentId = await publishedReplyBy(rae, cast.mo, slug)
    for (const reporter of [cast.noor, cast.nia]) await carryOut(reportComment, reporter, { commentId, reasonCode: 'spam' })
    const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'report' }, select: { id: true, version: true } })
    const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: 'hide', reasonCode: 'spam' }, new Date(Date.now() - 120_000))
    await carryOut(undoDecision, cast.noor, { decisionId })
    expect(await undoneTold(commentId)).toEqual([rae.id, cast.nia.id].toSorted())
  })

  test('is not told to those who only spoke in a case about it: words stay said', async () => {
    const { rae, commentId, decisionId } = await decided(noticeDelaySeconds + 1)
    const { itemId } = await carryOut(appealDecision, rae, { decisionId, body: 'Why?' })
    await carryOut(answerCase, cast.noor, { itemId, body: 'Which page?' })
    await carryOut(answerCase, rae, { itemId, body: 'Page 12.' })
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect(await undoneTold(commentId)).toEqual([rae.id])
    const messages = (await noticesOf(commentId)).filter(({ kind }) => kind === 'message')
    expect(messages.map(({ cancelledAt }) => cancelledAt)).toEqual([null, null])
  })

  test('by an undo that began in time and ended after it had been told is told as well', async () => {
    const { commentId, decisionId, at } = await decided(noticeDelaySeconds + 20)
    await tellEverybody(new Date(at.getTime() + noticeDelaySeconds * 1000 + 1))
    await carryOut(undoDecision, cast.noor, { decisionId }, new Date(at.getTime() + noticeDelaySeconds * 1000 - 1))
    expect((await noticesOf(commentId)).map(({ kind, cancelledAt }) => [kind, cancelledAt])).toEqual([['verdict', null], ['undone', null]])
    expect(await noticesProof()).toMatchObject({ ok: true })
  })

  test('or after it had been read', async () => {
    const { rae, commentId, decisionId, at } = await decided(noticeDelaySeconds + 20)
    await carryOut(markNoticesRead, rae, { until: new Date().toISOString() })
    await carryOut(undoDecision, cast.noor, { decisionId }, new Date(at.getTime() + noticeDelaySeconds * 1000 - 1))
    expect((await noticesOf(commentId)).map(({ kind, cancelledAt }) => [kind, cancelledAt])).toEqual([['verdict', null], ['undone', null]])
    expect(await noticesProof()).toMatchObject({ ok: true })
  })

  test('by many undos while mail is written: who was written to hears of the end, and nobody else', async () => {
    const decisions = await Promise.all(Array.from({ length: 12 }, () => decided(0)))
    await Promise.all([
      ...Array.from({ length: 4 }, () => tellEverybody(new Date(Date.now() + 61_000))),
      ...decisions.map(({ decisionId, at }) => carryOut(undoDecision, cast.noor, { decisionId }, new Date(at.getTime() + 59_000))),
    ])
    await tellEverybody(new Date(Date.now() + 180_000))
    for (const { rae } of decisions) {
      const letters = await reader().mail.findMany({ where: { to: rae.email }, orderBy: { id: 'asc' }, select: { subject: true } })
      expect([[], ['Your reply was not published', 'A decision about your reply was taken back']]).toContainEqual(letters.map(({ subject }) => subject))
    }
    expect(await noticesProof()).toMatchObject({ ok: true })
  })

  test('and deciding anew tells of the new decision alone', async () => {
    const { commentId, decisionId } = await decided(0)
    await carryOut(undoDecision, cast.noor, { decisionId })
    const again = await decideNow(cast.noor, commentId, 'approve')
    const due = (await noticesOf(commentId)).filter(({ cancelledAt }) => cancelledAt === null)
    expect(due.map((notice) => notice.decisionId)).toEqual([again.decisionId])
  })
})
