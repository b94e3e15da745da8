import { beforeAll, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { answerCase } from '#lib/moderation/answer-case.ts'
import { appealDecision } from '#lib/moderation/appeal-decision.ts'
import { decide } from '#lib/moderation/decide.ts'
import { readCases } from '#lib/moderation/read-case.ts'
import { readOwnCase } from '#lib/moderation/read-own-case.ts'
import { reportComment } from '#lib/moderation/report-comment.ts'
import { reader } from '#lib/database.ts'
import type { ReviewKind } from '#database'
import { anonymous } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, publishedReplyBy, replyBy } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

async function factsFor(viewer: Viewer, itemId: string) {
  const cases = await readCases(viewer, [itemId])
  const facts = cases.ok ? cases.value.get(itemId) : undefined
  if (!facts) throw new Error('There is nothing to read')
  return facts
}

const itemOf = (commentId: string, kind: ReviewKind) => reader().reviewItem.findFirstOrThrow({ where: { commentId, kind }, orderBy: { createdAt: 'desc' }, select: { id: true, version: true } })
const wordsOf = (parts: { kind: string; text: string }[] | undefined) => parts?.map(({ kind, text }) => [kind, text])

test('a text sent again is held against the one that was returned, with what was asked', async () => {
  const commentId = await replyBy(cast.nia, slug, '', 'It is a poor film.')
  const { id: itemId, version } = await itemAbout(commentId)
  expect((await factsFor(cast.mo, itemId)).changes).toBeNull()
  await carryOut(decide, cast.mo, { itemId, version, action: 'return', reasonNote: 'Say why.', passage: 'a poor film' })
  await carryOut(resubmitComment, cast.nia, { commentId, body: 'It is a slow film.' })
  const facts = await factsFor(cast.noor, itemId)
  expect(facts.returned).toMatchObject({ by: { name: 'mo' }, reason: 'Say why.', passage: 'a poor film' })
  expect([facts.changes?.from, wordsOf(facts.changes?.parts)]).toEqual(['returned', [['same', 'It is a '], ['removed', 'poor'], ['added', 'slow'], ['same', ' film.']]])
})

test('an edit is held against what readers see, also when it was decided', async () => {
  const commentId = await replyBy(cast.rae, slug, '', 'One thing.')
  await decideNow(cast.mo, commentId, 'approve')
  await carryOut(editComment, cast.rae, { commentId, body: 'Another thing.' })
  const { id: itemId, version } = await itemOf(commentId, 'comment_edit')
  const expected = [['removed', 'One'], ['added', 'Another'], ['same', ' thing.']]
  expect(wordsOf((await factsFor(cast.mo, itemId)).changes?.parts)).toEqual(expected)
  await carryOut(decide, cast.mo, { itemId, version, action: 'approve' })
  expect(wordsOf((await factsFor(cast.mo, itemId)).changes?.parts)).toEqual(expected)
})

test('each report says who, why, and how that person’s earlier reports ended', async () => {
  const [first, second] = [await publishedReplyBy(cast.nia, cast.mo, slug), await publishedReplyBy(cast.nia, cast.mo, slug)]
  await carryOut(reportComment, cast.rae, { commentId: first, reasonCode: 'spam' })
  const { id: itemId, version } = await itemOf(first, 'report')
  await carryOut(decide, cast.mo, { itemId, version, action: 'hide', reasonCode: 'spam' })
  await carryOut(reportComment, cast.rae, { commentId: second, reasonCode: 'other', note: 'It is a copy.' })
  await carryOut(reportComment, cast.ada, { commentId: second, reasonCode: 'spam' })
  const { reports } = await factsFor(cast.noor, (await itemOf(second, 'report')).id)
  expect(reports).toMatchObject([
    { by: { name: 'rae' }, reason: '', note: 'It is a copy.', record: { agreed: 1, dismissed: 0 } },
    { by: { name: 'ada' }, reason: 'It is advertising.', note: '', record: { agreed: 0, dismissed: 0 } },
  ])
})

test('an appeal shows the decision, and words for the team to the team alone, whoever appeals', async () => {
  for (const writer of [cast.nia, cast.noor]) {
    const commentId = await replyBy(writer, slug)
    const { decisionId } = await decideNow(cast.mo, commentId, 'reject')
    const { itemId } = await carryOut(appealDecision, writer, { decisionId, body: 'Please look again.' })
    await carryOut(answerCase, cast.ida, { itemId, body: 'Between us.', teamOnly: 'yes' })
    const facts = await factsFor(cast.ida, itemId)
    expect(facts.about).toMatchObject({ id: decisionId, action: 'reject', by: { name: 'mo' }, reason: 'It is not about this essay or what was said under it.' })
    expect(facts.messages.map(({ body }) => body)).toEqual(['Please look again.', 'Between us.'])
    const own = await readOwnCase(writer, itemId)
    expect(own?.messages.map(({ body }) => body)).toEqual(['Please look again.'])
    expect(JSON.stringify(own)).not.toMatch(/"mo"|"ida"/)
  }
  const { id } = await reader().reviewItem.findFirstOrThrow({ where: { kind: 'appeal', openedById: cast.noor.id }, select: { id: true } })
  const facts = await factsFor(cast.noor, id)
  expect([facts.messages.map(({ body }) => body), facts.mayAnswerTheTeam]).toEqual([['Please look again.'], false])
})

test('nothing of it is for anybody but moderators, and an own case is nobody else’s', async () => {
  const commentId = await replyBy(cast.nia, slug)
  const { decisionId } = await decideNow(cast.mo, commentId, 'reject')
  const { itemId } = await carryOut(appealDecision, cast.nia, { decisionId, body: 'Please look again.' })
  for (const viewer of [anonymous, cast.nia, cast.ada, { ...cast.mo, suspended: true }]) expect((await readCases(viewer, [itemId])).ok).toBe(false)
  for (const viewer of [anonymous, cast.rae, cast.mo, cast.noor]) expect(await readOwnCase(viewer, itemId)).toBeNull()
})
