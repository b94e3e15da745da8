import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { readMyComments } from '#lib/accounts/own-data/read-my-texts.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { listComments } from '#lib/comments/list-comments.ts'
import { readTextHistory } from '#lib/comments/read-text-history.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { publicReader, reader } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, replyBy, tellNow } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

/** A published comment of somebody new. */
async function published(text: string): Promise<{ writer: SignedIn; commentId: string; decisionId: string }> {
  const writer = await person('gus', 'reader')
  const commentId = await replyBy(writer, slug, '', text)
  const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
  return { writer, commentId, decisionId }
}

async function edit(writer: SignedIn, commentId: string, body: string, action: 'approve' | 'reject' | 'return' | null = 'approve') {
  await carryOut(editComment, writer, { commentId, body })
  if (!action) return ''
  const item = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit', state: 'waiting' }, select: { id: true, version: true } })
  return (await carryOut(decide, cast.mo, { itemId: item.id, version: item.version, action, reasonCode: action === 'approve' ? '' : 'off-topic' })).decisionId
}

/** Everything that the public can read of the texts of a comment. */
async function publicTexts(commentId: string): Promise<string[]> {
  const rows = await publicReader().publishedCommentText.findMany({ where: { commentId }, orderBy: { shownFrom: 'asc' }, select: { written: true } })
  return rows.map(({ written }) => written)
}

async function markedAsEdited(commentId: string): Promise<boolean | undefined> {
  const page = await listComments(slug, { limit: 100 })
  return page.ok ? page.value.items.find(({ id }) => id === commentId)?.edited : undefined
}

test('every text that readers saw is there, newest first, with what was changed', async () => {
  const { writer, commentId } = await published('The barn is red.')
  await edit(writer, commentId, 'The barn is green.')
  await edit(writer, commentId, 'The barn is green again.')
  const history = await readTextHistory(commentId)
  expect(history?.texts.map(({ changes }) => changes?.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => [kind, text.trim()]))).toEqual([
    [['added', 'again']],
    [['removed', 'red'], ['added', 'green']],
    undefined,
  ])
  expect(history).toMatchObject({ author: { name: 'gus' }, post: { slug } })
  expect(await markedAsEdited(commentId)).toBe(true)
})

test('no text that was never approved is in it: what waits, was returned or rejected, or was replaced before anybody read it', async () => {
  const writer = await person('gus', 'reader')
  const commentId = await replyBy(writer, slug, '', 'First, unseen.')
  await carryOut(editComment, writer, { commentId, body: 'Second, seen.' })
  await decideNow(cast.mo, commentId, 'approve')
  expect([await publicTexts(commentId), await readTextHistory(commentId), await markedAsEdited(commentId)]).toEqual([['Second, seen.'], null, false])
  await edit(writer, commentId, 'Rejected.', 'reject')
  await tellNow(commentId)
  await edit(writer, commentId, 'Returned.', 'return')
  await tellNow(commentId)
  await edit(writer, commentId, 'Waits.', null)
  expect([await publicTexts(commentId), await readTextHistory(commentId)]).toEqual([['Second, seen.'], null])
})

test('an approval that was taken back made nothing public', async () => {
  const { writer, commentId } = await published('As it was.')
  const decisionId = await edit(writer, commentId, 'A slip of the hand.')
  expect(await publicTexts(commentId)).toHaveLength(2)
  await carryOut(undoDecision, cast.mo, { decisionId })
  expect([await publicTexts(commentId), await readTextHistory(commentId), await markedAsEdited(commentId)]).toEqual([['As it was.'], null, false])
})

test('a text that was approved while nobody saw the comment is in it only once the comment stands again', async () => {
  const { writer, commentId } = await published('One.')
  await carryOut(editComment, writer, { commentId, body: 'Two.' })
  await decideNow(cast.mo, commentId, 'hide')
  const item = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit' }, select: { id: true, version: true } })
  await carryOut(decide, cast.mo, { itemId: item.id, version: item.version, action: 'approve' })
  expect(await publicTexts(commentId)).toEqual([])
  await decideNow(cast.noor, commentId, 'restore')
  expect(await publicTexts(commentId)).toEqual(['Two.'])
})

describe('what was taken down', () => {
  test('is not to be read in the history of what came in its place, nor told by a mark', async () => {
    const { writer, commentId } = await published('Her address is 12 Secret Street.')
    await carryOut(editComment, writer, { commentId, body: 'I should not have said that.' })
    await decideNow(cast.mo, commentId, 'hide')
    const item = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit' }, select: { id: true, version: true } })
    await carryOut(decide, cast.mo, { itemId: item.id, version: item.version, action: 'approve' })
    await decideNow(cast.noor, commentId, 'restore')
    expect([await publicTexts(commentId), await readTextHistory(commentId), await markedAsEdited(commentId)]).toEqual([['I should not have said that.'], null, false])
    await edit(writer, commentId, 'I should never have said that.')
    expect(await publicTexts(commentId)).toEqual(['I should not have said that.', 'I should never have said that.'])
  })

  test('and came back itself is in it, from when it was first shown', async () => {
    const { writer, commentId } = await published('A joke.')
    const first = await publicReader().publishedCommentText.findFirstOrThrow({ where: { commentId }, select: { shownFrom: true } })
    await decideNow(cast.mo, commentId, 'hide')
    await decideNow(cast.noor, commentId, 'restore')
    await edit(writer, commentId, 'A joke, explained.')
    expect(await publicTexts(commentId)).toEqual(['A joke.', 'A joke, explained.'])
    expect(await publicReader().publishedCommentText.findFirst({ where: { commentId }, orderBy: { shownFrom: 'asc' }, select: { shownFrom: true } })).toEqual(first)
  })

  test('a moderator takes earlier texts out of the history by taking the comment down and restoring it, and undoing both brings them back', async () => {
    const { writer, commentId } = await published('My number is 01234.')
    await edit(writer, commentId, 'Write to me.')
    expect(await publicTexts(commentId)).toHaveLength(2)
    const { decisionId: hidden } = await decideNow(cast.mo, commentId, 'hide')
    const { decisionId: restored } = await decideNow(cast.mo, commentId, 'restore')
    expect([await publicTexts(commentId), await readTextHistory(commentId)]).toEqual([['Write to me.'], null])
    await carryOut(undoDecision, cast.mo, { decisionId: restored })
    await carryOut(undoDecision, cast.mo, { decisionId: hidden })
    expect(await publicTexts(commentId)).toEqual(['My number is 01234.', 'Write to me.'])
  })

  test('stays in the file of their own data that its writer takes along', async () => {
    const { writer, commentId } = await published('Her name is Canary.')
    await edit(writer, commentId, 'Her name is nobody’s business.')
    await decideNow(cast.mo, commentId, 'hide')
    await decideNow(cast.mo, commentId, 'restore')
    const texts = []
    for await (const comment of readMyComments(writer)) texts.push(...comment.texts.map(({ markdown }) => markdown))
    expect(texts).toEqual(['Her name is Canary.', 'Her name is nobody’s business.'])
  })
})

describe('nothing is told', () => {
  test.each(['hidden', 'withdrawn', 'taken back'])('of a comment that is %s', async (how) => {
    const { writer, commentId, decisionId } = await published('One.')
    if (how !== 'taken back') await edit(writer, commentId, 'Two.')
    if (how === 'hidden') await decideNow(cast.mo, commentId, 'hide')
    if (how === 'withdrawn') await carryOut(withdrawComment, writer, { commentId })
    if (how === 'taken back') await carryOut(undoDecision, cast.mo, { decisionId })
    expect([await publicTexts(commentId), await readTextHistory(commentId)]).toEqual([[], null])
  })

  test('of what never was', async () => {
    expect(await readTextHistory(randomUUID())).toBeNull()
  })
})
