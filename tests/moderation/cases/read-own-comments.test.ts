import { beforeAll, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { readThread } from '#lib/comments/read-thread.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader } from '#lib/database.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { readOwnComment } from '#lib/moderation/cases/read-own-comment.ts'
import { countOwnComments, readOwnComments } from '#lib/moderation/cases/read-own-comments.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import type { OwnGroup } from '#lib/moderation/cases/read-own-comments.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { readModerable } from '#lib/moderation/decisions/read-moderable.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { anonymous } from '#lib/viewer.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, publishedReplyBy, replyBy, tellNow } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

async function listOf(viewer: SignedIn, group: OwnGroup, options = {}) {
  const list = await readOwnComments(viewer, group, options)
  if (!list) throw new Error('There is no such page')
  return list
}

async function entryFor(viewer: Viewer, commentId: string) {
  const post = await reader().publishedPost.findUniqueOrThrow({ where: { slug }, select: { id: true, kind: true, listed: true, commentCount: true, topLevelCount: true } })
  return (await readThread(post, viewer, { order: 'thread', page: 1, branch: '', after: '' }))?.entries.find(({ id }) => id === commentId)
}

test('own texts stand by state, with what was said, and nobody else’s among them', async () => {
  const gus = await person('gus', 'reader')
  const ids = { returned: await replyBy(gus, slug), waiting: await replyBy(gus, slug), refused: await replyBy(gus, slug), published: '', withdrawn: '' }
  await decideNow(cast.mo, ids.returned, 'return')
  await decideNow(cast.mo, ids.refused, 'reject')
  ids.published = await publishedReplyBy(gus, cast.mo, slug)
  ids.withdrawn = await replyBy(gus, slug)
  await Promise.all([ids.returned, ids.refused].map(tellNow))
  await carryOut(withdrawComment, gus, { commentId: ids.withdrawn })
  for (const group of ['returned', 'waiting', 'refused', 'published'] as const) {
    const { entries, next } = await listOf(gus, group)
    expect([group, entries.map(({ id }) => id), next]).toEqual([group, [ids[group]], null])
    expect(entries[0]?.reason).toBe(group === 'returned' || group === 'refused' ? 'It is not about this essay or what was said under it.' : '')
    expect(entries[0]?.position !== null).toBe(group === 'waiting')
  }
})

test('a long list comes in pages that miss nothing', async () => {
  const una = await person('una', 'reader')
  const ids: string[] = []
  for (let count = 0; count < 5; count++) ids.push(await publishedReplyBy(una, cast.mo, slug))
  const seen: string[] = []
  for (let after = ''; ; ) {
    const page = await listOf(una, 'published', { after, limit: 2 })
    seen.push(...page.entries.map(({ id }) => id))
    if (!page.next) break
    after = page.next
  }
  expect(seen.toSorted()).toEqual(ids.toSorted())
})

test('one own text tells its story, and what was taken back is not in it', async () => {
  const commentId = await replyBy(cast.rae, slug, '', 'As it was.')
  const { decisionId } = await decideNow(cast.mo, commentId, 'reject')
  await carryOut(undoDecision, cast.mo, { decisionId })
  await decideNow(cast.noor, commentId, 'approve')
  await carryOut(editComment, cast.rae, { commentId, body: 'As it is.' })
  const waiting = await readOwnComment(cast.rae, commentId)
  expect(waiting).toMatchObject({ state: 'published', edit: 'held', source: 'As it is.', appealable: null })
  expect(waiting?.versions.map(({ shown, decisions }) => [shown, decisions.map(({ action }) => action)])).toEqual([[false, []], [true, ['approve']]])
  expect(JSON.stringify(waiting)).not.toMatch(/"(mo|noor)"/)
})

test('a decision can be appealed from there while it stands, once', async () => {
  const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
  const { decisionId } = await decideNow(cast.noor, commentId, 'hide')
  await tellNow(commentId)
  expect(await readOwnComment(cast.rae, commentId)).toMatchObject({ appealable: decisionId, caseId: null, verdict: { action: 'hide' } })
  const { itemId } = await carryOut(appealDecision, cast.rae, { decisionId, body: 'Why?' })
  expect(await readOwnComment(cast.rae, commentId)).toMatchObject({ appealable: null, caseId: itemId })
})

test('the own text of somebody is nobody else’s', async () => {
  const commentId = await replyBy(cast.rae, slug)
  for (const viewer of [anonymous, cast.nia, cast.ada, cast.mo]) expect(await readOwnComment(viewer, commentId)).toBeNull()
})

test('an edit that waits stands in the thread for its writer alone; all others read the approved text', async () => {
  const commentId = await replyBy(cast.rae, slug, '', 'What was approved.')
  await decideNow(cast.mo, commentId, 'approve')
  await carryOut(editComment, cast.rae, { commentId, body: 'What nobody has read.' })
  const own = await entryFor(cast.rae, commentId)
  expect(own?.html).toContain('What was approved.')
  expect(own?.ownPublished).toMatchObject({ source: 'What nobody has read.', edit: { state: 'held', position: expect.any(Number) } })
  for (const viewer of [anonymous, cast.nia, cast.ada, cast.mo]) {
    expect(JSON.stringify(await entryFor(viewer, commentId))).not.toContain('nobody has read')
  }
  const edit = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit' }, select: { id: true, version: true } })
  await carryOut(decide, cast.mo, { itemId: edit.id, version: edit.version, action: 'return', reasonNote: 'Shorter.', passage: 'nobody has read' })
  await tellNow(commentId)
  expect((await entryFor(cast.rae, commentId))?.ownPublished?.edit).toMatchObject({ state: 'returned', reason: 'Shorter.', passage: 'nobody has read' })
  await carryOut(editComment, cast.rae, { commentId, body: 'Short.' })
  expect((await entryFor(cast.rae, commentId))?.ownPublished?.edit).toMatchObject({ state: 'held', reason: '' })
})

test('why a text was taken down is told by the decision that stands, not by one that was taken back', async () => {
  const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
  await decideNow(cast.mo, commentId, 'hide')
  const { decisionId: restored } = await decideNow(cast.noor, commentId, 'restore')
  const { id: itemId, version } = await itemAbout(commentId)
  const { decisionId: hiddenAgain } = await carryOut(decide, cast.noor, { itemId, version, action: 'hide', reasonCode: 'spam' })
  await carryOut(undoDecision, cast.noor, { decisionId: hiddenAgain })
  await carryOut(undoDecision, cast.noor, { decisionId: restored })
  await tellNow(commentId)
  expect((await entryFor(cast.rae, commentId))?.own?.reason).toBe('It is not about this essay or what was said under it.')
})

test('why a text was taken down is told also when that was about a report', async () => {
  const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
  await carryOut(reportComment, cast.nia, { commentId, reasonCode: 'spam' })
  const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'report' }, select: { id: true, version: true } })
  const { decisionId } = await carryOut(decide, cast.noor, { itemId, version, action: 'hide', reasonCode: 'spam' })
  await tellNow(commentId)
  expect((await entryFor(cast.rae, commentId))?.own?.reason).toBe('It reads as advertising.')
  expect(await readOwnComment(cast.rae, commentId)).toMatchObject({ appealable: decisionId, verdict: { reason: 'It reads as advertising.' } })
})

test('what is hidden stands in its place for moderators, who are told by whom and what to name to bring it back', async () => {
  const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
  await decideNow(cast.mo, commentId, 'hide')
  expect(await entryFor(cast.noor, commentId)).toMatchObject({ kind: 'hidden', state: 'hidden' })
  for (const viewer of [anonymous, cast.nia, cast.ada, { ...cast.mo, suspended: true }]) expect(await entryFor(viewer, commentId)).toBeUndefined()
  const known = (await readModerable(cast.noor, [commentId], new Date())).get(commentId)
  expect(known).toMatchObject({ ...(await itemAbout(commentId).then(({ id, version }) => ({ itemId: id, version }))), actions: ['restore'], hidden: { by: 'mo' } })
  expect(known?.undoable).not.toBeNull()
  expect((await readModerable(cast.noor, [commentId], new Date(Date.now() + 61_000))).get(commentId)?.undoable).toBeNull()
  for (const viewer of [anonymous, cast.rae, cast.ada]) expect((await readModerable(viewer, [commentId], new Date())).size).toBe(0)
})

test('it can be asked which of some texts wait, and nobody is told of texts of others', async () => {
  const gus = await person('gus', 'reader')
  const [first, decided, third, foreign] = [await replyBy(gus, slug), await replyBy(gus, slug), await replyBy(gus, slug), await replyBy(cast.rae, slug)]
  await decideNow(cast.mo, decided, 'approve')
  const { entries } = await listOf(gus, 'waiting', { among: [first, decided, foreign], limit: 4 })
  expect(entries.map(({ id }) => id)).toEqual([first])
  expect((await listOf(gus, 'waiting')).entries.map(({ id }) => id)).toEqual([third, first])
})
