import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { reader } from '#lib/database.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { readLog } from '#lib/moderation/log/read-log.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, refusalOf, replyBy, stateOf, tellNow } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let pia: SignedIn
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  pia = await person('pia', 'moderator')
  slug = (await essayBy(cast.ada)).slug
})

/** A decision about the item of a kind that waits. */
async function judge(moderator: SignedIn, commentId: string, kind: 'report' | 'appeal' | 'comment_edit', action: string) {
  const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind, state: 'waiting' } })
  return carryOut(decide, moderator, { itemId, version, action, reasonNote: 'Because.' })
}

const report = (commentId: string) => carryOut(reportComment, cast.nia, { commentId, reasonCode: 'spam', note: '' })
const undo = (moderator: SignedIn, { decisionId }: { decisionId: string }) => carryOut(undoDecision, moderator, { decisionId })
const undoRefused = async (moderator: SignedIn, { decisionId }: { decisionId: string }) => (await refusalOf(undoDecision, moderator, { decisionId })).code

async function offersUndo(viewer: SignedIn, { decisionId }: { decisionId: string }) {
  const log = await readLog(viewer, { limit: 200 })
  return log.ok && log.value.entries.find(({ id }) => id === decisionId)?.canUndo
}

describe('a decision is not taken back from under a newer one', () => {
  test('that another item of the comment led to, though the comment is as the older left it', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    await report(commentId)
    const first = await judge(cast.mo, commentId, 'report', 'hide')
    await decideNow(cast.noor, commentId, 'restore')
    const last = await decideNow(cast.noor, commentId, 'hide')
    expect([await undoRefused(cast.mo, first), await stateOf(commentId)]).toEqual(['conflict', 'hidden'])
    expect([await offersUndo(cast.mo, first), await offersUndo(cast.mo, last)]).toEqual([false, true])
  })

  test('about a newer edit, though both were rejected', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    const edit = () => carryOut(editComment, cast.rae, { commentId, body: `Other words ${randomUUID()}` })
    await edit()
    const first = await judge(cast.mo, commentId, 'comment_edit', 'reject')
    await tellNow(commentId)
    await edit()
    const second = await judge(cast.mo, commentId, 'comment_edit', 'reject')
    expect(await undoRefused(cast.mo, first)).toBe('conflict')
    await undo(cast.mo, second)
  })

  test('nor is a reading of a decision that was taken back itself', async () => {
    const commentId = await replyBy(cast.rae, slug)
    const rejected = await decideNow(cast.mo, commentId, 'reject')
    await carryOut(appealDecision, cast.rae, { decisionId: rejected.decisionId, body: 'Please look again.' })
    const upheld = await judge(cast.noor, commentId, 'appeal', 'uphold')
    await undo(cast.mo, rejected)
    expect(await undoRefused(cast.noor, upheld)).toBe('conflict')
  })
})

test('a verdict that changed nothing stands in nobody’s way, and what came last is taken back first', async () => {
  const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
  await report(commentId)
  const hidden = await judge(cast.mo, commentId, 'report', 'hide')
  const restored = await decideNow(cast.noor, commentId, 'restore')
  await report(commentId)
  const dismissed = await judge(cast.mo, commentId, 'report', 'dismiss')
  await undo(cast.noor, restored)
  await undo(cast.noor, hidden)
  expect([await stateOf(commentId), await offersUndo(cast.mo, dismissed)]).toEqual(['published', true])
})

describe('a moderator whose own text was decided', () => {
  test('does not turn the verdict of somebody else round', async () => {
    const commentId = await publishedReplyBy(cast.mo, cast.noor, slug)
    const hidden = await decideNow(cast.noor, commentId, 'hide')
    const item = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment' } })
    expect((await refusalOf(decide, cast.mo, { itemId: item.id, version: item.version, action: 'restore' })).code).toBe('forbidden')
    expect([await undoRefused(cast.mo, hidden), await offersUndo(cast.mo, hidden), await offersUndo(pia, hidden)]).toEqual(['forbidden', false, true])
  })

  test('may publish the first words, and take that back', async () => {
    const commentId = await replyBy(cast.mo, slug)
    await undo(cast.mo, await decideNow(cast.mo, commentId, 'approve'))
    expect(await stateOf(commentId)).toBe('held')
  })

  test('whose verdict was overturned does not take the overturning back', async () => {
    const commentId = await replyBy(cast.rae, slug)
    const rejected = await decideNow(cast.mo, commentId, 'reject')
    await carryOut(appealDecision, cast.rae, { decisionId: rejected.decisionId, body: 'Please look again.' })
    const overturned = await judge(cast.noor, commentId, 'appeal', 'overturn')
    expect(await undoRefused(cast.mo, overturned)).toBe('forbidden')
    await undo(pia, overturned)
    expect(await stateOf(commentId)).toBe('rejected')
  })
})
