import { beforeAll, describe, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { decide } from '#lib/moderation/decide.ts'
import { noticeDelaySeconds } from '#lib/moderation/notice-delay.ts'
import { undoDecision } from '#lib/moderation/undo-decision.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, replyBy } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

const noticesOf = (commentId: string) => reader().notice.findMany({ where: { commentId }, orderBy: { id: 'asc' } })

/** A decision that was made so many seconds ago. */
async function decided(secondsAgo: number) {
  const commentId = await replyBy(cast.rae, slug)
  const { id: itemId, version } = await itemAbout(commentId)
  const at = new Date(Date.now() - secondsAgo * 1000)
  const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: 'reject', reasonCode: 'spam' }, at)
  return { commentId, decisionId, at }
}

describe('a verdict', () => {
  test('is due to its writer once, when the time to take it back unsaid has passed', async () => {
    const { commentId, decisionId, at } = await decided(0)
    const [notice, ...more] = await noticesOf(commentId)
    expect(more).toEqual([])
    expect(notice).toMatchObject({ personId: cast.rae.id, kind: 'verdict', decisionId, cancelledAt: null })
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

  test('and deciding anew tells of the new decision alone', async () => {
    const { commentId, decisionId } = await decided(0)
    await carryOut(undoDecision, cast.noor, { decisionId })
    const again = await decideNow(cast.noor, commentId, 'approve')
    const due = (await noticesOf(commentId)).filter(({ cancelledAt }) => cancelledAt === null)
    expect(due.map((notice) => notice.decisionId)).toEqual([again.decisionId])
  })
})
