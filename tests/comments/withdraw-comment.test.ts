import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { listComments, readComment } from '#lib/comments/list-comments.ts'
import { readPlace } from '#lib/comments/read-place.ts'
import { readTextHistory } from '#lib/comments/read-text-history.ts'
import { hasTakenBack, readTakenBack } from '#lib/comments/read-taken-back.ts'
import { readThread } from '#lib/comments/read-thread.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { publicReader, reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { readOwnComment } from '#lib/moderation/cases/read-own-comment.ts'
import { countOwnComments } from '#lib/moderation/cases/read-own-comments.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { anonymous } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, refusalOf, replyBy, stateOf } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

async function published(text: string) {
  const gus = await person('gus', 'reader')
  const commentId = await replyBy(gus, slug, '', text)
  const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
  return { gus, commentId, decisionId }
}

/** Everything that a viewer is shown of the thread, in one string. */
async function threadFor(viewer: Viewer): Promise<string> {
  const post = await reader().publishedPost.findUniqueOrThrow({ where: { slug }, select: { id: true, kind: true, listed: true, commentCount: true, topLevelCount: true } })
  return JSON.stringify(await readThread(post, viewer, { order: 'thread', page: 1, branch: '', after: '' }))
}

describe('a text that its writer takes back', () => {
  test('is gone at once from everything public, from the own pages and from the queue', async () => {
    const canary = `canary${randomUUID().slice(0, 8)}`
    const { gus, commentId } = await published(canary)
    await carryOut(editComment, gus, { commentId, body: `${canary} edited` })
    await carryOut(reportComment, cast.nia, { commentId, reasonCode: 'spam' })
    expect(await threadFor(anonymous)).toContain(canary)
    await carryOut(withdrawComment, gus, { commentId })
    for (const viewer of [anonymous, gus, cast.ada, cast.mo]) expect(await threadFor(viewer)).not.toContain(canary)
    expect(await readComment(commentId, anonymous)).toEqual(await readComment(randomUUID(), anonymous))
    expect([await readPlace(commentId, anonymous), await readPlace(commentId, gus), await readTextHistory(commentId), await readOwnComment(gus, commentId)]).toEqual([null, null, null, null])
    expect(JSON.stringify(await listComments(slug, { limit: 100 }))).not.toContain(commentId)
    expect(await countOwnComments(gus)).toEqual({ returned: 0, waiting: 0, refused: 0, published: 0 })
    expect(await reader().reviewItem.count({ where: { commentId, state: 'waiting' } })).toBe(0)
  })

  test('leaves a place without name and words where replies hang, and nothing where none do', async () => {
    const [above, alone] = [await published('Above.'), await published('Alone.')]
    const reply = await publishedReplyBy(cast.rae, cast.mo, slug, above.commentId)
    for (const { gus, commentId } of [above, alone]) await carryOut(withdrawComment, gus, { commentId })
    const shown = await publicReader().publishedComment.findMany({ where: { id: { in: [above.commentId, alone.commentId, reply] } }, select: { id: true, tombstone: true, authorName: true, text: true } })
    expect(shown.toSorted((a, b) => Number(b.tombstone) - Number(a.tombstone))).toMatchObject([{ id: above.commentId, tombstone: true, authorName: null, text: null }, { id: reply, tombstone: false }])
    // The place itself goes with the last reply.
    await carryOut(withdrawComment, cast.rae, { commentId: reply })
    expect(await publicReader().publishedComment.count({ where: { id: { in: [above.commentId, reply] } } })).toBe(0)
    expect((await verify()).every(({ ok }) => ok)).toBe(true)
  })

  test('is said to be taken back where it stood, to its writer alone', async () => {
    const before = await published('Before.')
    const above = await published('Above.')
    const reply = await publishedReplyBy(cast.rae, cast.mo, slug, above.commentId)
    const last = await published('Last.')
    const ids = [before.commentId, above.commentId, reply, last.commentId]
    const placeOf = (viewer: Viewer, id: string, order: 'thread' | 'newest' | 'oldest' = 'thread') => readTakenBack(viewer, id, { ids, order })
    expect(await placeOf(before.gus, before.commentId)).toBeNull()
    for (const { gus, commentId } of [before, above, last]) await carryOut(withdrawComment, gus, { commentId })
    ids.shift()
    expect((await placeOf(before.gus, before.commentId))?.before).toBe(above.commentId)
    expect((await placeOf(above.gus, above.commentId))?.before).toBe(above.commentId)
    ids.pop()
    expect((await placeOf(last.gus, last.commentId))?.before).toBeNull()
    expect([(await placeOf(last.gus, last.commentId, 'newest'))?.before, (await placeOf(before.gus, before.commentId, 'oldest'))?.before]).toEqual([reply, above.commentId])
    for (const viewer of [anonymous, cast.mo, above.gus]) expect([await placeOf(viewer, before.commentId), await hasTakenBack(viewer, before.commentId)]).toEqual([null, false])
    expect(await placeOf(last.gus, 'no comment')).toBeNull()
  })

  test('is brought back by nobody: not by its writer, not by a moderator who takes a decision back', async () => {
    const { gus, commentId, decisionId } = await published('For good.')
    await carryOut(withdrawComment, gus, { commentId })
    expect((await refusalOf(editComment, gus, { commentId, body: 'Again' })).code).toBe('conflict')
    expect((await refusalOf(undoDecision, cast.mo, { decisionId })).code).toBe('conflict')
    expect((await runCommand(withdrawComment, gus, { commentId })).ok).toBe(true)
    await expect(writer().comment.update({ where: { id: commentId }, data: { state: 'published' }, select: { id: true } })).rejects.toThrow()
    expect(await stateOf(commentId)).toBe('withdrawn')
  })
})
