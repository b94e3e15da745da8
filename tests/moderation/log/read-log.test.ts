import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { readItem } from '#lib/moderation/desk/read-queue.ts'
import { readLog } from '#lib/moderation/log/read-log.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, refusalOf, replyBy, tellNow } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string
let gus: SignedIn

beforeEach(async () => {
  gus = await person('gus', 'reader')
})

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

/** Whether the log and the card of the desk offer to take a decision back. */
async function offered(commentId: string, decisionId: string) {
  const log = await readLog(cast.mo, { limit: 200 })
  const item = await readItem(cast.mo, (await itemAbout(commentId)).id)
  if (!log.ok || !item.ok) throw new Error('Mo reads both')
  return [log.value.entries.find(({ id }) => id === decisionId)?.canUndo, item.value.decision?.id === decisionId && item.value.decision.canUndo]
}

describe('undo is offered exactly where it works', () => {
  test.each(['approve', 'reject', 'return'])('after %s', async (action) => {
    const commentId = await replyBy(gus, slug)
    const { decisionId } = await decideNow(cast.mo, commentId, action)
    expect(await offered(commentId, decisionId)).toEqual([true, true])
    expect(await runCommand(undoDecision, cast.mo, { decisionId })).toMatchObject({ ok: true })
    expect(await offered(commentId, decisionId)).toEqual([false, false])
  })

  test('not after the writer took the text back', async () => {
    const commentId = await replyBy(gus, slug)
    const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
    await carryOut(withdrawComment, gus, { commentId })
    expect(await offered(commentId, decisionId)).toEqual([false, false])
    expect((await refusalOf(undoDecision, cast.mo, { decisionId })).code).toBe('conflict')
  })

  test('not after the writer sent a returned text again', async () => {
    const commentId = await replyBy(gus, slug)
    const { decisionId } = await decideNow(cast.mo, commentId, 'return')
    await tellNow(commentId)
    await carryOut(resubmitComment, gus, { commentId, body: 'The same thought, said with more care.' })
    expect(await offered(commentId, decisionId)).toEqual([false, false])
    expect((await refusalOf(undoDecision, cast.mo, { decisionId })).code).toBe('conflict')
  })

  test('not for an older decision about the same text', async () => {
    const commentId = await replyBy(gus, slug)
    const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
    await decideNow(cast.mo, commentId, 'hide')
    expect(await offered(commentId, decisionId)).toEqual([false, false])
  })
})
