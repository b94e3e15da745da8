import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { listComments } from '#lib/comments/list-comments.ts'
import { readTextHistory } from '#lib/comments/read-text-history.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { publicReader, reader } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, replyBy } from '../cast.ts'

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
  await edit(writer, commentId, 'Returned.', 'return')
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
  expect(await publicTexts(commentId)).toEqual(['One.', 'Two.'])
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
