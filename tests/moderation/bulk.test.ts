import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { continueBulk } from '#lib/moderation/continue-bulk.ts'
import { decideBulkItem } from '#lib/moderation/decide-bulk-item.ts'
import { decide } from '#lib/moderation/decide.ts'
import { resumeBulk } from '#lib/moderation/resume-bulk.ts'
import { startBulk } from '#lib/moderation/start-bulk.ts'
import { stopBulk } from '#lib/moderation/stop-bulk.ts'
import { takeBulkItems } from '#lib/moderation/take-bulk-items.ts'
import { undoBulk } from '#lib/moderation/undo-bulk.ts'
import { undoDecision } from '#lib/moderation/undo-decision.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, refusalOf, stateOf } from '../cast.ts'
import { countsOf, leaveMany, leftOut, standingOf } from './many-texts.ts'
import type { Waiting } from './many-texts.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
})

const named = (texts: Waiting[]) => texts.map(({ itemId, version }) => ({ itemId, version }))

/** Asks for a bulk and carries it out, as the server does. */
async function decideAll(moderator: Parameters<typeof runCommand>[1], input: Record<string, unknown>) {
  const { bulkId } = await carryOut(startBulk, moderator, input)
  await continueBulk(bulkId)
  return bulkId
}

async function undoAll(moderator: Parameters<typeof runCommand>[1], bulkId: string) {
  const undo = await carryOut(undoBulk, moderator, { bulkId })
  await continueBulk(undo.bulkId)
  return undo.bulkId
}

const noticesDue = (decisionBulk: string) =>
  reader().notice.count({ where: { cancelledAt: null, decision: { bulkItems: { some: { bulkId: decisionBulk } } } } })

test('a bulk of 500 does what can be done, says of the rest why not, and is taken back exactly', async () => {
  const essay = await essayBy(cast.ada)
  await publishedReplyBy(cast.rae, cast.mo, essay.slug)
  const texts = await leaveMany(essay.id, 500, { authorId: cast.rae.id })
  const [decided, equal, withdrawn, returned] = texts as [Waiting, Waiting, Waiting, Waiting]
  await carryOut(decide, cast.noor, { ...named([decided])[0], action: 'reject', reasonCode: 'spam' })
  await carryOut(decide, cast.noor, { ...named([equal])[0], action: 'approve' })
  await carryOut(withdrawComment, cast.rae, { commentId: withdrawn.commentId })
  await decideNow(cast.noor, returned.commentId, 'return')
  await carryOut(resubmitComment, cast.rae, { commentId: returned.commentId, body: 'Said better this time, I hope.' })
  const before = await standingOf(essay.id, texts.map(({ commentId }) => commentId))

  const bulkId = await decideAll(cast.mo, { action: 'approve', items: [...named(texts), { itemId: randomUUID(), version: 1 }] })
  expect(await countsOf(bulkId)).toEqual({ pending: 0, done: 496, skipped: 5 })
  expect(await leftOut(bulkId)).toEqual({
    'noor rejected it first.': 1,
    'noor approved it first.': 1,
    'The writer has withdrawn it.': 1,
    'It changed after it was chosen.': 1,
    'There is no such item in the queue.': 1,
  })
  expect((await standingOf(essay.id, [])).thread).toEqual({ publishedCount: 498, shownTopLevel: 498 })
  expect(await reader().decision.count({ where: { bulkItems: { some: { bulkId } }, byId: cast.mo.id, action: 'approve' } })).toBe(496)
  expect(await noticesDue(bulkId)).toBe(496)

  const undoId = await undoAll(cast.noor, bulkId)
  expect(await countsOf(undoId)).toEqual({ pending: 0, done: 496, skipped: 0 })
  expect(await standingOf(essay.id, texts.map(({ commentId }) => commentId))).toEqual(before)
  expect([await noticesDue(bulkId), await noticesDue(undoId)]).toEqual([0, 0])
  expect(await stateOf(equal.commentId)).toBe('published')
  expect(await reader().decision.count({ where: { bulkItems: { some: { bulkId: undoId } }, byId: cast.noor.id, action: 'undo' } })).toBe(496)
}, 120_000)
