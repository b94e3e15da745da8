import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { Report } from '#components/moderation/kinds/report.tsx'
import { editComment } from '#lib/comments/edit-comment.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { readCases } from '#lib/moderation/cases/read-case.ts'
import { readOwnCase } from '#lib/moderation/cases/read-own-case.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { reader, writer } from '#lib/database.ts'
import type { ReviewKind } from '#database'
import { anonymous } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, publishedReplyBy, replyBy, tellNow } from '../../cast.ts'

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
  await tellNow(commentId)
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
    const own = await readOwnCase(writer, itemId, new Date())
    expect(own?.messages.map(({ body }) => body)).toEqual(['Please look again.'])
    expect(JSON.stringify(own)).not.toMatch(/"mo"|"ida"/)
  }
  const { id } = await reader().reviewItem.findFirstOrThrow({ where: { kind: 'appeal', openedById: cast.noor.id }, select: { id: true } })
  const facts = await factsFor(cast.noor, id)
  expect([facts.messages.map(({ body }) => body), facts.mayAnswerTheTeam]).toEqual([['Please look again.'], false])
})

test('of what very many say the newest fifty stand on the card, and how many they are, for each item by itself', async () => {
  const [first, second] = [await publishedReplyBy(cast.nia, cast.mo, slug), await publishedReplyBy(cast.nia, cast.mo, slug)]
  for (const commentId of [first, second]) await carryOut(reportComment, cast.rae, { commentId, reasonCode: 'spam' }, new Date('2030-01-01'))
  const [{ id: loud }, { id: quiet }] = [await itemOf(first, 'report'), await itemOf(second, 'report')]
  const crowd = await Promise.all(Array.from({ length: 53 }, () => person('crowd', 'reader')))
  await writer().report.createMany({
    data: crowd.map(({ id }, place) => ({ reviewItemId: loud, reporterId: id, reasonCode: 'other', note: `${place}`, at: new Date(Date.UTC(2030, 0, 2, 0, place)) })),
  })
  const cases = await readCases(cast.noor, [loud, quiet])
  const [ofMany, ofOne] = cases.ok ? [cases.value.get(loud), cases.value.get(quiet)] : []
  expect(ofMany?.reports.map(({ note }) => note)).toEqual(Array.from({ length: 50 }, (_, place) => `${place + 3}`))
  expect([ofMany?.reportCount, ofOne?.reports.length, ofOne?.reportCount]).toEqual([54, 1, 1])
  const card = ofMany && renderToStaticMarkup(createElement(Report, { facts: { ...ofMany, reportCount: 2_000 } }))
  expect(card).toContain('Reported by 2,000 people')
  expect(card).toContain('1,950 earlier reports are not shown.')
  expect(ofOne && renderToStaticMarkup(createElement(Report, { facts: ofOne }))).not.toContain('not shown')
})

test('of a long case the newest fifty words are read; what is for the team is not even counted for whoever appeals', async () => {
  const commentId = await replyBy(cast.noor, slug)
  const { decisionId } = await decideNow(cast.mo, commentId, 'reject')
  const { itemId } = await carryOut(appealDecision, cast.noor, { decisionId, body: 'Please look again.' }, new Date('2030-01-01'))
  await writer().caseMessage.createMany({
    data: Array.from({ length: 60 }, (_, place) => ({ reviewItemId: itemId, byId: cast.ida.id, body: `${place}`, teamOnly: place >= 51, at: new Date(Date.UTC(2030, 0, 2, 0, place)) })),
  })
  const [team, own] = [await factsFor(cast.ida, itemId), await factsFor(cast.noor, itemId)]
  expect([team.messages.length, team.messages.at(0)?.body, team.messages.at(-1)?.body, team.messageCount]).toEqual([50, '10', '59', 61])
  expect([own.messages.length, own.messages.at(0)?.body, own.messages.at(-1)?.body, own.messageCount]).toEqual([50, '1', '50', 52])
})

test('nothing of it is for anybody but moderators, and an own case is nobody else’s', async () => {
  const commentId = await replyBy(cast.nia, slug)
  const { decisionId } = await decideNow(cast.mo, commentId, 'reject')
  const { itemId } = await carryOut(appealDecision, cast.nia, { decisionId, body: 'Please look again.' })
  for (const viewer of [anonymous, cast.nia, cast.ada, { ...cast.mo, suspended: true }]) expect((await readCases(viewer, [itemId])).ok).toBe(false)
  for (const viewer of [anonymous, cast.rae, cast.mo, cast.noor]) expect(await readOwnCase(viewer, itemId, new Date())).toBeNull()
})
