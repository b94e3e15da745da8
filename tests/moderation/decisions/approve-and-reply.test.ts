import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { publicReader, reader } from '#lib/database.ts'
import { approveAndReply } from '#lib/moderation/decisions/approve-and-reply.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, refusalOf, replyBy, stateOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

async function waiting() {
  const commentId = await replyBy(cast.rae, slug)
  const { id: itemId, version } = await itemAbout(commentId)
  return { commentId, form: { itemId, version, body: `Thank you ${randomUUID()}`, idempotencyKey: randomUUID() } }
}

test('both appear at once, the answer below, each with its own decision', async () => {
  const { commentId, form } = await waiting()
  const { replyId } = await carryOut(approveAndReply, cast.mo, form)
  const shown = await publicReader().publishedComment.findMany({ where: { id: { in: [commentId, replyId] } }, orderBy: { path: 'asc' } })
  expect(shown.map(({ id, parentId, authorHandle }) => ({ id, parentId, authorHandle }))).toEqual([
    { id: commentId, parentId: null, authorHandle: cast.rae.handle },
    { id: replyId, parentId: commentId, authorHandle: cast.mo.handle },
  ])
  const decisions = await reader().decision.findMany({ where: { reviewItem: { commentId: { in: [commentId, replyId] } } } })
  expect(decisions.map(({ action, byId }) => [action, byId])).toEqual([['approve', cast.mo.id], ['approve', cast.mo.id]])
})

test('the same form sent ten times at once makes one answer', async () => {
  const { commentId, form } = await waiting()
  const sent = await Promise.all(Array.from({ length: 10 }, () => carryOut(approveAndReply, cast.mo, form)))
  expect(new Set(sent.map(({ replyId }) => replyId)).size).toBe(1)
  expect(await reader().comment.count({ where: { parentId: commentId } })).toBe(1)
})

test('the same words from ten forms at once make one answer, other words another', async () => {
  const { commentId, form } = await waiting()
  const sent = await Promise.all(Array.from({ length: 10 }, () => carryOut(approveAndReply, cast.mo, { ...form, idempotencyKey: randomUUID() })))
  expect([new Set(sent.map(({ replyId }) => replyId)).size, await reader().comment.count({ where: { parentId: commentId } })]).toEqual([1, 1])
  await carryOut(approveAndReply, cast.mo, { ...form, body: 'And one thing more.', idempotencyKey: randomUUID() })
  await carryOut(approveAndReply, cast.noor, { ...form, idempotencyKey: randomUUID() })
  expect(await reader().comment.count({ where: { parentId: commentId } })).toBe(3)
})

test('an answer without words approves nothing', async () => {
  const { commentId, form } = await waiting()
  expect((await refusalOf(approveAndReply, cast.mo, { ...form, body: ' ' })).fields).toHaveProperty('body')
  expect(await stateOf(commentId)).toBe('held')
})

test('who comes second with an answer is told, and no answer is left behind', async () => {
  const { commentId, form } = await waiting()
  await decideNow(cast.noor, commentId, 'reject')
  const refusal = await refusalOf(approveAndReply, cast.mo, form)
  expect([refusal.code, refusal.present?.by]).toEqual(['conflict', 'noor'])
  expect(await reader().comment.count({ where: { parentId: commentId } })).toBe(0)
})

test('taking the approval back leaves the answer under a place that says something is gone', async () => {
  const { commentId, form } = await waiting()
  const { decisionId, replyId } = await carryOut(approveAndReply, cast.mo, form)
  await carryOut(undoDecision, cast.noor, { decisionId })
  const shown = await publicReader().publishedComment.findMany({ where: { id: { in: [commentId, replyId] } }, orderBy: { path: 'asc' } })
  expect(shown.map(({ id, tombstone }) => [id, tombstone])).toEqual([[commentId, true], [replyId, false]])
})
