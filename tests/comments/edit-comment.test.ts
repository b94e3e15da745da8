import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { publicReader, reader } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, publishedReplyBy, refusalOf, replyBy, stateOf, tellNow } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  await publishedReplyBy(cast.rae, cast.mo, slug)
})

const words = () => `Said better ${randomUUID()}`
const shownText = async (id: string) => (await publicReader().publishedComment.findUnique({ where: { id }, select: { text: true } }))?.text
const editOf = (commentId: string) => reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit' }, orderBy: { createdAt: 'desc' } })
const edit = (commentId: string, body: string) => carryOut(editComment, cast.rae, { commentId, body })
const judge = async (commentId: string, action: string) => {
  const { id: itemId, version } = await editOf(commentId)
  return carryOut(decide, cast.mo, { itemId, version, action, reasonCode: action === 'approve' ? '' : 'off-topic' })
}

describe('a text that waits', () => {
  test('is replaced in the item and the place it has, under a new version', async () => {
    const commentId = await replyBy(cast.rae, slug)
    const before = await reader().reviewItem.findFirstOrThrow({ where: { commentId } })
    const body = words()
    expect(await edit(commentId, body)).toEqual({ state: 'held', waits: true })
    const [item] = await reader().reviewItem.findMany({ where: { commentId }, include: { commentRevision: true } })
    expect(item).toMatchObject({ id: before.id, state: 'waiting', version: before.version + 1, submittedAt: before.submittedAt, commentRevision: { source: body } })
  })

  test('is decided only by who saw the new words', async () => {
    const commentId = await replyBy(cast.rae, slug)
    const { id: itemId, version } = await itemAbout(commentId)
    await edit(commentId, words())
    expect((await refusalOf(decide, cast.mo, { itemId, version, action: 'approve' })).code).toBe('conflict')
    expect(await stateOf(commentId)).toBe('held')
  })
})

describe('an edit of a published comment', () => {
  test('leaves the approved text up until it is approved itself, and then shows as edited', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    const approved = await shownText(commentId)
    const body = words()
    await edit(commentId, body)
    expect(await shownText(commentId)).toBe(approved)
    await judge(commentId, 'approve')
    expect(await publicReader().publishedComment.findUnique({ where: { id: commentId }, select: { text: true, edited: true } })).toEqual({ text: body, edited: true })
  })

  test('sent again while it waits is one item with the newer text, and is decided only by who saw that', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    const approved = await shownText(commentId)
    await edit(commentId, words())
    const { id: itemId, version } = await editOf(commentId)
    const body = words()
    await edit(commentId, body)
    expect((await refusalOf(decide, cast.mo, { itemId, version, action: 'approve' })).code).toBe('conflict')
    expect(await shownText(commentId)).toBe(approved)
    const items = await reader().reviewItem.findMany({ where: { commentId, kind: 'comment_edit' }, include: { commentRevision: true } })
    expect(items.map((item) => [item.state, item.commentRevision?.source])).toEqual([['waiting', body]])
  })

  test('is taken back by sending the approved text', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    const approved = (await shownText(commentId)) ?? ''
    await edit(commentId, words())
    expect(await edit(commentId, approved)).toEqual({ state: 'published', waits: false })
    expect((await editOf(commentId)).state).toBe('closed')
  })

  test('that is rejected is as if it had not been written, and undoing that brings it back', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    await edit(commentId, words())
    const before = await reader().comment.findUniqueOrThrow({ where: { id: commentId } })
    const { decisionId } = await judge(commentId, 'reject')
    const rejected = await reader().comment.findUniqueOrThrow({ where: { id: commentId } })
    expect(rejected.currentRevisionId).toBe(rejected.approvedRevisionId)
    await carryOut(undoDecision, cast.noor, { decisionId })
    const after = await reader().comment.findUniqueOrThrow({ where: { id: commentId } })
    expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 })
    expect((await editOf(commentId)).state).toBe('waiting')
  })

  test('that is returned keeps its item and its place when it comes back, and no undo puts the older words in its place', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    await edit(commentId, words())
    const { decisionId } = await judge(commentId, 'return')
    const returned = await editOf(commentId)
    expect([returned.state, await stateOf(commentId)]).toEqual(['decided', 'published'])
    const body = words()
    await tellNow(commentId)
    await edit(commentId, body)
    expect(await editOf(commentId)).toMatchObject({ id: returned.id, state: 'waiting', submittedAt: returned.submittedAt })
    expect((await refusalOf(undoDecision, cast.mo, { decisionId })).code).toBe('conflict')
    const { currentRevision } = await reader().comment.findUniqueOrThrow({ where: { id: commentId }, select: { currentRevision: { select: { source: true } } } })
    expect(currentRevision?.source).toBe(body)
  })

  test('that was approved can be taken back, and the text before it stands again', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    const approved = await shownText(commentId)
    await edit(commentId, words())
    const { decisionId } = await judge(commentId, 'approve')
    await carryOut(undoDecision, cast.noor, { decisionId })
    expect(await shownText(commentId)).toBe(approved)
  })

  test('makes the approval before it stand: that cannot be undone beneath it', async () => {
    const commentId = await replyBy(cast.rae, slug)
    const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
    await edit(commentId, words())
    expect((await refusalOf(undoDecision, cast.mo, { decisionId })).code).toBe('conflict')
  })

  test('is gone from the queue when the writer withdraws the comment', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    await edit(commentId, words())
    await carryOut(withdrawComment, cast.rae, { commentId })
    expect((await editOf(commentId)).state).toBe('closed')
  })

  test('survives that the comment is hidden, and restoring shows the text that was approved last', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    const body = words()
    await edit(commentId, body)
    await judge(commentId, 'approve')
    await decideNow(cast.mo, commentId, 'hide')
    await decideNow(cast.mo, commentId, 'restore')
    expect(await shownText(commentId)).toBe(body)
  })
})

describe('nobody edits', () => {
  test('the comment of somebody else, which looks as if it were not there', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    expect((await refusalOf(editComment, cast.nia, { commentId, body: words() })).code).toBe('not-found')
    expect((await refusalOf(editComment, cast.nia, { commentId: randomUUID(), body: words() })).code).toBe('not-found')
  })

  test.each(['reject', 'return'])('a text after the verdict %s', async (action) => {
    const commentId = await replyBy(cast.rae, slug)
    await decideNow(cast.mo, commentId, action)
    expect((await refusalOf(editComment, cast.rae, { commentId, body: words() })).code).toBe('conflict')
  })

  test('a text into itself', async () => {
    const body = words()
    const commentId = await replyBy(cast.rae, slug, '', body)
    expect((await refusalOf(editComment, cast.rae, { commentId, body })).fields).toHaveProperty('body')
  })
})
