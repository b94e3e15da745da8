import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { approveAndReply } from '#lib/moderation/decisions/approve-and-reply.ts'
import type { Decided } from '#lib/moderation/decisions/carry-out-verdict.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, publishedReplyBy, replyBy, stateOf, tellNow } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
  // Whoever has an approved text may send as many as they like.
  await publishedReplyBy(cast.rae, cast.mo, post.slug)
})

type Waiting = { id: string; version: number; commentId: string }

async function waitingComment(): Promise<Waiting> {
  const commentId = await replyBy(cast.rae, post.slug)
  return { ...(await itemAbout(commentId)), commentId }
}

async function waitingOf(commentId: string, kind: 'comment_edit' | 'report' | 'appeal' | 'second_look'): Promise<Waiting> {
  return { ...(await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind, state: 'waiting' }, select: { id: true, version: true } })), commentId }
}

async function waitingEdit(): Promise<Waiting> {
  const commentId = await publishedReplyBy(cast.rae, cast.mo, post.slug)
  await carryOut(editComment, cast.rae, { commentId, body: `Better words ${randomUUID()}` })
  return waitingOf(commentId, 'comment_edit')
}

async function waitingReport(): Promise<Waiting> {
  const commentId = await publishedReplyBy(cast.rae, cast.mo, post.slug)
  await carryOut(reportComment, cast.nia, { commentId, reasonCode: 'unkind', note: '' })
  return waitingOf(commentId, 'report')
}

async function waitingAppeal(): Promise<Waiting> {
  const commentId = await replyBy(cast.rae, post.slug)
  const { decisionId } = await decideNow(cast.ida, commentId, 'reject')
  await carryOut(appealDecision, cast.rae, { decisionId, body: 'Please read it again.' })
  return waitingOf(commentId, 'appeal')
}

async function waitingSecondLook(): Promise<Waiting> {
  const commentId = await replyBy(cast.rae, post.slug)
  const { decisionId } = await decideNow(cast.ida, commentId, 'approve')
  await carryOut(openSecondLook, await person('ned', 'moderator'), { decisionId, note: 'I would have returned it.' })
  return waitingOf(commentId, 'second_look')
}

function judge(by: SignedIn, item: Waiting, action: string): Promise<Outcome<Decided>> {
  return runCommand(decide, by, { itemId: item.id, version: item.version, action, reasonCode: 'off-topic' })
}

const told = <Value>(outcomes: Outcome<Value>[]) => outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome]))
const won = <Value>(outcomes: Outcome<Value>[]) => outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))

describe('fifty pairs of opposite decisions at once: fifty winners, fifty told, fifty rows', () => {
  test.each([
    ['comments', waitingComment, 'approve', 'reject', 20],
    ['edits', waitingEdit, 'approve', 'reject', 10],
    ['reports', waitingReport, 'hide', 'dismiss', 10],
    ['appeals', waitingAppeal, 'overturn', 'uphold', 5],
    ['second looks', waitingSecondLook, 'overturn', 'uphold', 5],
  ] as const)('%s', async (_, make, one, other, count) => {
    const items: Waiting[] = []
    for (let index = 0; index < count; index++) items.push(await make())
    const outcomes = await Promise.all(items.flatMap((item) => [judge(cast.mo, item, one), judge(cast.noor, item, other)]))
    for (const [index, item] of items.entries()) {
      const pair = outcomes.slice(index * 2, index * 2 + 2)
      const rows = await reader().decision.findMany({ where: { reviewItemId: item.id }, select: { id: true, action: true, by: { select: { name: true } } } })
      expect(rows).toHaveLength(1)
      expect(won(pair).map(({ decisionId, repeated }) => ({ decisionId, repeated }))).toEqual([{ decisionId: rows[0]?.id, repeated: false }])
      expect(told(pair)).toHaveLength(1)
      expect(told(pair)[0]).toMatchObject({
        code: 'conflict',
        present: { itemId: item.id, version: item.version + 1, state: await stateOf(item.commentId), by: rows[0]?.by?.name, action: rows[0]?.action, decisionId: rows[0]?.id, at: expect.any(String) },
      })
      expect(told(pair)[0]?.message).toContain(`${rows[0]?.by?.name} was first`)
    }
  })
})

test('ten who agree have decided once, and all of them are told that it is done', async () => {
  const item = await waitingComment()
  const ten = await Promise.all(Array.from({ length: 10 }, () => person('mod', 'moderator')))
  const outcomes = await Promise.all(ten.map((each) => judge(each, item, 'approve')))
  expect(new Set(won(outcomes).map(({ decisionId }) => decisionId)).size).toBe(1)
  expect(won(outcomes).filter(({ repeated }) => !repeated)).toHaveLength(1)
  expect(won(outcomes)).toHaveLength(10)
  expect(await reader().notice.count({ where: { commentId: item.commentId } })).toBe(1)
})

test('a verdict and its undoing, over and over from both sides, leave one story', async () => {
  const item = await waitingComment()
  for (let round = 0; round < 8; round++) {
    const { version } = await itemAbout(item.commentId)
    const decided = await Promise.all([cast.mo, cast.noor].map((each) => judge(each, { ...item, version }, 'approve')))
    const { decisionId = '' } = won(decided)[0] ?? {}
    const undone = await Promise.all([cast.mo, cast.noor, cast.ida].map((each) => runCommand(undoDecision, each, { decisionId })))
    expect(won(undone)).toHaveLength(1)
    expect(told(undone).map(({ code }) => code)).toEqual(['conflict', 'conflict'])
  }
  expect(await stateOf(item.commentId)).toBe('held')
  expect(await reader().decision.count({ where: { reviewItemId: item.id } })).toBe(16)
  expect(await reader().notice.count({ where: { commentId: item.commentId, cancelledAt: null } })).toBe(0)
})

test('undoing and deciding otherwise at once: one of them, and the other is told', async () => {
  for (let round = 0; round < 8; round++) {
    const item = await waitingComment()
    const [first] = won([await judge(cast.mo, item, 'approve')])
    const { version } = await itemAbout(item.commentId)
    const [undone, hidden] = await Promise.all([runCommand(undoDecision, cast.mo, { decisionId: first?.decisionId }), judge(cast.noor, { ...item, version }, 'hide')])
    expect([undone.ok, hidden.ok].filter(Boolean)).toHaveLength(1)
    expect(await stateOf(item.commentId)).toBe(undone.ok ? 'held' : 'hidden')
  }
})

test('a text changed while it is being decided: what is published was read', async () => {
  for (let round = 0; round < 10; round++) {
    const item = await waitingComment()
    const seen = await reader().reviewItem.findUniqueOrThrow({ where: { id: item.id }, select: { commentRevisionId: true } })
    const [decided, edited] = await Promise.all([
      judge(cast.mo, item, 'approve'), runCommand(editComment, cast.rae, { commentId: item.commentId, body: `Something that nobody has read ${randomUUID()}` }),
    ])
    expect(edited.ok).toBe(true)
    const comment = await reader().comment.findUniqueOrThrow({ where: { id: item.commentId }, select: { state: true, approvedRevisionId: true } })
    expect(comment).toEqual(decided.ok ? { state: 'published', approvedRevisionId: seen.commentRevisionId } : { state: 'held', approvedRevisionId: null })
    if (!decided.ok) expect(decided).toMatchObject({ code: 'conflict', present: { version: item.version + 1, state: 'held' } })
  }
})

test('a text taken back while it is being decided is gone, whoever was first', async () => {
  for (let round = 0; round < 10; round++) {
    const item = await waitingComment()
    const [decided, withdrawn] = await Promise.all([judge(cast.mo, item, 'approve'), runCommand(withdrawComment, cast.rae, { commentId: item.commentId })])
    expect(withdrawn.ok).toBe(true)
    expect(await stateOf(item.commentId)).toBe('withdrawn')
    if (!decided.ok) expect(decided.message).toBe('The writer has withdrawn this text.')
  }
})

test('a returned text sent again by twenty clicks waits once', async () => {
  const item = await waitingComment()
  await judge(cast.mo, item, 'return')
  await tellNow(item.commentId)
  const body = `Kinder words ${randomUUID()}`
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => runCommand(resubmitComment, cast.rae, { commentId: item.commentId, body })))
  expect(won(outcomes).length).toBeGreaterThan(0)
  expect(await reader().reviewItem.count({ where: { commentId: item.commentId, state: 'waiting' } })).toBe(1)
  expect(await reader().commentRevision.count({ where: { commentId: item.commentId } })).toBe(2)
})

test('reports by ten readers at once are one item with ten reports', async () => {
  const commentId = await publishedReplyBy(cast.rae, cast.mo, post.slug)
  const ten = await Promise.all(Array.from({ length: 10 }, () => person('ren', 'reader')))
  const outcomes = await Promise.all(ten.map((each) => runCommand(reportComment, each, { commentId, reasonCode: 'spam', note: '' })))
  expect(won(outcomes)).toHaveLength(10)
  const items = await reader().reviewItem.findMany({ where: { commentId, kind: 'report' }, select: { _count: { select: { reports: true } } } })
  expect(items).toEqual([{ _count: { reports: 10 } }])
})

test('approving with an answer, by two at once: one approval, one answer', async () => {
  for (let round = 0; round < 5; round++) {
    const item = await waitingComment()
    const outcomes = await Promise.all([cast.mo, cast.noor].map((each) =>
      runCommand(approveAndReply, each, { itemId: item.id, version: item.version, body: `Thank you ${randomUUID()}`, idempotencyKey: randomUUID() })))
    expect(await reader().decision.count({ where: { reviewItemId: item.id } })).toBe(1)
    expect(await stateOf(item.commentId)).toBe('published')
    const replies = await reader().comment.findMany({ where: { parentId: item.commentId }, select: { state: true } })
    expect(replies).toEqual(won(outcomes).map(() => ({ state: 'published' })))
  }
})

test('two bulks and single decisions on the same texts: each text is decided once', async () => {
  const items: Waiting[] = []
  for (let index = 0; index < 24; index++) items.push(await waitingComment())
  const named = items.map(({ id: itemId, version }) => ({ itemId, version }))
  const bulks = await Promise.all([
    carryOut(startBulk, cast.mo, { action: 'approve', items: named }), carryOut(startBulk, cast.noor, { action: 'reject', reasonCode: 'spam', items: named.toReversed() }),
  ])
  const singles = items.filter((_, index) => index % 3 === 0).map((item) => judge(cast.ida, item, 'return'))
  await Promise.all([...bulks.map(({ bulkId }) => continueBulk(bulkId)), ...singles])
  for (const { id } of items) expect(await reader().decision.count({ where: { reviewItemId: id } })).toBe(1)
  const settled = await reader().bulkItem.groupBy({ by: ['bulkId', 'state'], where: { bulkId: { in: bulks.map(({ bulkId }) => bulkId) } }, _count: true })
  expect(settled.every(({ state }) => state !== 'pending')).toBe(true)
  const byBulks = await reader().bulkItem.count({ where: { bulkId: { in: bulks.map(({ bulkId }) => bulkId) }, state: 'done' } })
  expect(byBulks + won(await Promise.all(singles)).length).toBe(24)
})

test('after all of it every promise holds', async () => {
  const proofs = await verify()
  expect(proofs.filter(({ ok, name }) => !ok && name !== 'migrations')).toEqual([])
})
