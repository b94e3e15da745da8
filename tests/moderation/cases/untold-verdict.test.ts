import { beforeAll, describe, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { readComment } from '#lib/comments/list-comments.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { readThread } from '#lib/comments/read-thread.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'
import { reader } from '#lib/database.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { readOwnCase } from '#lib/moderation/cases/read-own-case.ts'
import { readOwnComment } from '#lib/moderation/cases/read-own-comment.ts'
import { countOwnComments, ownGroups, readOwnComments } from '#lib/moderation/cases/read-own-comments.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { readNotices } from '#lib/moderation/notices/read-notices.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, refusalOf, replyBy, tellNow } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

async function entryFor(viewer: SignedIn, commentId: string): Promise<ThreadEntry | undefined> {
  const post = await reader().publishedPost.findUniqueOrThrow({ where: { slug }, select: { id: true, kind: true, listed: true, commentCount: true, topLevelCount: true } })
  return (await readThread(post, viewer, { order: 'thread', page: 1, branch: '', after: '' }))?.entries.find(({ id }) => id === commentId)
}

/** The state that a text has for its writer, wherever they look, and every reason that they read there. */
async function seenBy(writer: SignedIn, commentId: string) {
  const [entry, own, outside] = await Promise.all([entryFor(writer, commentId), readOwnComment(writer, commentId), readComment(commentId, writer)])
  const lists = await Promise.all(ownGroups.map(async (group) => ({ group, list: await readOwnComments(writer, group) })))
  const listed = lists.flatMap(({ group, list }) => (list?.entries ?? []).filter(({ id }) => id === commentId).map((line) => ({ group, line })))
  const counts = await countOwnComments(writer)
  for (const { group, list } of lists) expect([group, counts[group]]).toEqual([group, list?.entries.length])
  const { notices } = await readNotices(writer, new Date())
  return {
    states: [...new Set([entry?.state, own?.state, outside.ok ? outside.value.state : undefined, ...listed.map(({ line }) => line.state)])],
    groups: listed.map(({ group }) => group),
    positions: [...new Set([entry?.own?.position, own?.position, outside.ok ? outside.value.position : undefined, ...listed.map(({ line }) => line.position)])],
    reasons: [entry?.own?.reason, entry?.own?.passage, own?.verdict?.reason, outside.ok ? outside.value.reason : '', ...listed.map(({ line }) => line.reason)].filter((reason) => reason),
    told: own?.versions.flatMap(({ decisions }) => decisions.map(({ action }) => action)),
    appealable: own?.appealable ?? null,
    beingRead: [...new Set([entry?.own?.beingRead, own?.beingRead])],
    notices: notices.filter((notice) => notice.commentId === commentId).length,
  }
}

describe.each(['reject', 'return'] as const)('a text that was decided by %s', (action) => {
  test('waits for its writer, with the place that it had, until the minute is over; then it is told everywhere at once', async () => {
    const gus = await person('gus', 'reader')
    const commentId = await replyBy(gus, slug)
    const before = await seenBy(gus, commentId)
    expect(before).toMatchObject({ states: ['held'], groups: ['waiting'], beingRead: [false] })
    await decideNow(cast.mo, commentId, action)
    expect(await seenBy(gus, commentId)).toEqual({ ...before, beingRead: [true] })
    expect(await readComment(commentId, cast.noor)).toMatchObject({ value: { state: action === 'reject' ? 'rejected' : 'returned' } })
    await tellNow(commentId)
    const reason = 'It is not about this essay or what was said under it.'
    expect(await seenBy(gus, commentId)).toMatchObject({
      states: [action === 'reject' ? 'rejected' : 'returned'], groups: [action === 'reject' ? 'refused' : 'returned'], told: [action], reasons: Array(4).fill(reason), notices: 1,
    })
  })

  test('and taken back within the minute is as if nothing had been, but that nobody has it in hand any more', async () => {
    const gus = await person('gus', 'reader')
    const commentId = await replyBy(gus, slug)
    const before = await seenBy(gus, commentId)
    const { decisionId } = await decideNow(cast.mo, commentId, action)
    await carryOut(undoDecision, cast.mo, { decisionId })
    await tellNow(commentId)
    expect(await seenBy(gus, commentId)).toEqual(before)
  })

  test('is not changed in that minute, and the refusal tells nothing of the verdict', async () => {
    const gus = await person('gus', 'reader')
    const commentId = await replyBy(gus, slug)
    await decideNow(cast.mo, commentId, action)
    const words = { commentId, body: 'Other words' }
    for (const refusal of [await refusalOf(editComment, gus, words), await refusalOf(resubmitComment, gus, words)]) {
      const message = 'A moderator has this text in hand just now. Please try again in a minute; what you wrote is still here.'
      expect(refusal).toMatchObject({ code: 'conflict', message, present: { state: 'held' } })
    }
  })

  test('answers the same form sent again as waiting', async () => {
    const gus = await person('gus', 'reader')
    const form = { slug, body: `Once more by ${gus.handle}`, idempotencyKey: `key-${gus.handle}` }
    const { id } = await carryOut(postReply, gus, form)
    await decideNow(cast.mo, id, action)
    expect(await carryOut(postReply, gus, form)).toMatchObject({ id, state: 'held', position: expect.any(Number) })
  })
})

test('what is published is told at once', async () => {
  const gus = await person('gus', 'reader')
  const commentId = await replyBy(gus, slug)
  await decideNow(cast.mo, commentId, 'approve')
  expect(await seenBy(gus, commentId)).toMatchObject({ states: ['published'], groups: ['published'], told: ['approve'], notices: 0 })
})

test('what was published and taken back says so, in its place and on its page', async () => {
  const gus = await person('gus', 'reader')
  const commentId = await replyBy(gus, slug)
  const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
  await carryOut(undoDecision, cast.mo, { decisionId })
  expect([(await entryFor(gus, commentId))?.own?.unpublished, (await readOwnComment(gus, commentId))?.unpublished]).toEqual([true, true])
  await decideNow(cast.mo, commentId, 'return')
  await tellNow(commentId)
  expect([(await entryFor(gus, commentId))?.own?.unpublished, (await readOwnComment(gus, commentId))?.unpublished]).toEqual([false, false])
})

test('what was taken down is gone at once, and why, and what one can do, is told when the minute is over', async () => {
  const gus = await person('gus', 'reader')
  const commentId = await publishedReplyBy(gus, cast.mo, slug)
  await decideNow(cast.mo, commentId, 'hide')
  expect(await seenBy(gus, commentId)).toMatchObject({ states: ['hidden'], reasons: [], told: ['approve'], appealable: null, notices: 0 })
  expect([(await entryFor(gus, commentId))?.own?.settling, (await readOwnComment(gus, commentId))?.settling]).toEqual([true, true])
  await tellNow(commentId)
  const told = await seenBy(gus, commentId)
  expect(told).toMatchObject({ states: ['hidden'], told: ['hide', 'approve'], appealable: expect.any(String) })
  expect(told.reasons).toHaveLength(4)
})

describe('an edit', () => {
  test.each(['reject', 'return'] as const)('that was decided by %s waits for its writer until the minute is over', async (action) => {
    const gus = await person('gus', 'reader')
    const commentId = await publishedReplyBy(gus, cast.mo, slug)
    await carryOut(editComment, gus, { commentId, body: 'New words' })
    const before = await entryFor(gus, commentId)
    const item = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit' }, select: { id: true, version: true } })
    await carryOut(decide, cast.mo, { itemId: item.id, version: item.version, action, reasonCode: 'off-topic' })
    const edit = before?.ownPublished?.edit
    expect((await entryFor(gus, commentId))?.ownPublished?.edit).toEqual({ ...edit, beingRead: true })
    expect(await readOwnComment(gus, commentId)).toMatchObject({ edit: 'held', source: 'New words', verdict: null, beingRead: true })
    expect((await readOwnComments(gus, 'waiting'))?.entries).toMatchObject([{ id: commentId, edit: 'held', excerpt: 'New words' }])
    await tellNow(commentId)
    expect((await entryFor(gus, commentId))?.ownPublished?.edit?.state).toBe(action === 'return' ? 'returned' : undefined)
    expect((await readOwnComment(gus, commentId))?.edit).toBe(action === 'return' ? 'returned' : null)
    expect(await countOwnComments(gus)).toEqual({ returned: action === 'return' ? 1 : 0, waiting: 0, refused: 0, published: 1 })
  })
})

describe.each(['reject', 'return'] as const)('an edit that was decided by %s', (action) => {
  test('is not changed in that minute, nor taken back, and the refusal tells nothing of the verdict', async () => {
    const gus = await person('gus', 'reader')
    const approved = `As it stands, says ${gus.handle}`
    const commentId = await publishedReplyBy(gus, cast.mo, slug, '', approved)
    await carryOut(editComment, gus, { commentId, body: 'New words' })
    const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit' }, select: { id: true, version: true } })
    const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action, reasonCode: 'off-topic' })
    for (const body of ['New words', 'Newer words', approved]) {
      expect(await refusalOf(editComment, gus, { commentId, body })).toMatchObject({ code: 'conflict', message: expect.stringMatching(/in hand/), present: { state: 'published' } })
    }
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect(await carryOut(editComment, gus, { commentId, body: approved })).toEqual({ state: 'published', waits: false })
  })
})

test.each([['uphold', 'waiting'], ['overturn', 'decided']])('an appeal that ended with %s is %s within the minute', async (action, state) => {
  const gus = await person('gus', 'reader')
  const commentId = await replyBy(gus, slug)
  const { decisionId } = await decideNow(cast.mo, commentId, 'reject')
  await tellNow(commentId)
  const { itemId } = await carryOut(appealDecision, gus, { decisionId, body: 'Why?' })
  await carryOut(decide, cast.noor, { itemId, version: 1, action, reasonNote: 'As it says.' })
  expect(await readOwnCase(gus, itemId, new Date())).toMatchObject({ state, beingRead: state === 'waiting' })
  expect(await refusalOf(answerCase, gus, { itemId, body: 'One thing more.' })).toMatchObject({ code: 'conflict', message: expect.stringMatching(state === 'waiting' ? /in hand/ : /is closed/) })
  expect(await readOwnCase(gus, itemId, new Date(Date.now() + 61_000))).toMatchObject({ state: 'decided', outcome: { action } })
})
