import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader } from '#lib/database.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, publishedReplyBy, refusalOf, replyBy, stateOf, tellNow } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  await publishedReplyBy(cast.rae, cast.mo, slug)
})

async function waiting() {
  const commentId = await replyBy(cast.rae, slug)
  return { commentId, ...(await itemAbout(commentId)) }
}

test('approving publishes exactly the text that the moderator saw', async () => {
  const { commentId, id, version } = await waiting()
  const decided = await carryOut(decide, cast.mo, { itemId: id, version, action: 'approve' })
  expect(decided).toMatchObject({ state: 'published', version: version + 1, repeated: false })
  const comment = await reader().comment.findUniqueOrThrow({ where: { id: commentId } })
  expect(comment.approvedRevisionId).toBe(comment.currentRevisionId)
  expect(await reader().publishedComment.count({ where: { id: commentId, tombstone: false } })).toBe(1)
})

test('the log says who decided what, on which version and text, and why', async () => {
  const { id, version } = await waiting()
  const { decisionId } = await carryOut(decide, cast.noor, { itemId: id, version, action: 'reject', reasonCode: 'spam', reasonNote: 'Third time.' })
  const row = await reader().decision.findUniqueOrThrow({ where: { id: decisionId } })
  expect(row).toMatchObject({ byId: cast.noor.id, action: 'reject', itemVersion: version, fromState: 'held', toState: 'rejected', reasonCode: 'spam', reasonNote: 'Third time.' })
  expect(row.commentRevisionId).not.toBeNull()
})

describe('a decision is refused', () => {
  test('without a version', async () => {
    const { id } = await waiting()
    const refusal = await refusalOf(decide, cast.mo, { itemId: id, action: 'approve' })
    expect([refusal.code, Object.keys(refusal.fields ?? {})]).toEqual(['invalid', ['version']])
  })

  test('when the text was sent anew since the moderator saw it, and tells the present state', async () => {
    const { commentId, id, version } = await waiting()
    await decideNow(cast.mo, commentId, 'return')
    await tellNow(commentId)
    await carryOut(resubmitComment, cast.rae, { commentId, body: 'Said better this time, I hope.' })
    const refusal = await refusalOf(decide, cast.noor, { itemId: id, version, action: 'approve' })
    expect([refusal.code, refusal.present?.state, refusal.present?.version]).toEqual(['conflict', 'held', version + 2])
    expect(await stateOf(commentId)).toBe('held')
  })

  test('beside the action, and not as a race, when it cannot be done to what stands there now', async () => {
    const { id, version } = await waiting()
    for (const action of ['hide', 'restore']) {
      const refusal = await refusalOf(decide, cast.mo, { itemId: id, version, action, reasonCode: 'spam' })
      expect(refusal).toMatchObject({ code: 'invalid', fields: { action: 'This cannot be done while it is held.' } })
    }
  })

  test('for a version that no item can have', async () => {
    const { id } = await waiting()
    const refusal = await refusalOf(decide, cast.mo, { itemId: id, version: 3_000_000_000, action: 'approve' })
    expect([refusal.code, Object.keys(refusal.fields ?? {})]).toEqual(['invalid', ['version']])
  })

  test('when it names another text than the one that waits', async () => {
    const [mine, other] = [await waiting(), await waiting()]
    const { currentRevisionId } = await reader().comment.findUniqueOrThrow({ where: { id: other.commentId } })
    const refusal = await refusalOf(decide, cast.mo, { itemId: mine.id, version: mine.version, revision: currentRevisionId, action: 'approve' })
    expect([refusal.code, await stateOf(mine.commentId)]).toEqual(['conflict', 'held'])
  })

  test('when somebody decided otherwise, and says who', async () => {
    const { id, version } = await waiting()
    await carryOut(decide, cast.mo, { itemId: id, version, action: 'approve' })
    const refusal = await refusalOf(decide, cast.noor, { itemId: id, version, action: 'reject', reasonCode: 'spam' })
    expect(refusal).toMatchObject({ code: 'conflict', present: { state: 'published', by: 'mo', action: 'approve' } })
  })

  test('when the writer took the text back', async () => {
    const { commentId, id, version } = await waiting()
    await carryOut(withdrawComment, cast.rae, { commentId })
    expect((await refusalOf(decide, cast.mo, { itemId: id, version, action: 'approve' })).present?.state).toBe('withdrawn')
  })

  test('whatever it says, when the writer took a published text back, and names the writer as the reason', async () => {
    const { commentId, id, version } = await waiting()
    await decideNow(cast.mo, commentId, 'approve')
    await carryOut(withdrawComment, cast.rae, { commentId })
    for (const [action, seen] of [['approve', version], ['approve', version + 1], ['hide', version + 1], ['hide', version + 2]] as const) {
      const refusal = await refusalOf(decide, cast.noor, { itemId: id, version: seen, action, reasonCode: 'spam' })
      expect(refusal).toMatchObject({ code: 'conflict', message: 'The writer has withdrawn this text.', present: { state: 'withdrawn' } })
    }
  })

  test('when it takes something away without saying why', async () => {
    const { id, version } = await waiting()
    expect((await refusalOf(decide, cast.mo, { itemId: id, version, action: 'reject' })).fields?.reasonCode).toContain('why')
    expect((await refusalOf(decide, cast.mo, { itemId: id, version, action: 'reject', reasonCode: 'other' })).fields?.reasonNote).toContain('own words')
  })

  test.each([
    ['reasonCode', { action: 'reject', reasonCode: '' }],
    ['reasonCode', { action: 'return', reasonCode: '' }],
    ['reasonNote', { action: 'reject', reasonCode: 'other' }],
  ])('where a reason that nobody could see stands for words: %s of %j', async (field, asked) => {
    const { commentId, id, version } = await waiting()
    for (const reasonNote of ['\u200b', '\u2800 \u00ad']) {
      const refusal = await refusalOf(decide, cast.mo, { itemId: id, version, ...asked, reasonNote })
      expect(Object.keys(refusal.fields ?? {})).toEqual([field])
    }
    expect(await stateOf(commentId)).toBe('held')
  })

  test('to everybody who is not a moderator, whether the item exists or not', async () => {
    const { id, version } = await waiting()
    const missing = '01900000-0000-7000-8000-000000000000'
    for (const viewer of [cast.rae, cast.ada, { ...cast.mo, suspended: true }]) {
      const codes = [id, missing].map(async (itemId) => (await refusalOf(decide, viewer, { itemId, version, action: 'approve' })).code)
      expect(await Promise.all(codes)).toEqual(['forbidden', 'forbidden'])
    }
    expect((await refusalOf(decide, anonymous, { itemId: id, version, action: 'approve' })).code).toBe('signed-out')
  })
})

test('a passage that nobody could see means the text as a whole', async () => {
  const { id, version } = await waiting()
  const { decisionId } = await carryOut(decide, cast.mo, { itemId: id, version, action: 'return', reasonCode: 'off-topic', passage: '\u200b\u2060' })
  expect((await reader().decision.findUniqueOrThrow({ where: { id: decisionId } })).passage).toBe('')
})

test('two who agree have decided once', async () => {
  const { id, version } = await waiting()
  const first = await carryOut(decide, cast.mo, { itemId: id, version, action: 'approve' })
  const second = await carryOut(decide, cast.noor, { itemId: id, version, action: 'approve' })
  expect(second).toEqual({ ...first, repeated: true, by: 'mo', sameWords: true })
  expect(await reader().decision.count({ where: { reviewItemId: id } })).toBe(1)
})

test('two who agree with words of their own: the second is told that theirs were not taken', async () => {
  for (const words of [{ reasonCode: 'off-topic' }, { reasonNote: 'Second time.' }, { passage: 'reply' }]) {
    const commentId = await replyBy(cast.rae, slug, '', `This reply could be said otherwise. ${Object.keys(words)}`)
    const { id, version } = await itemAbout(commentId)
    const asked = { itemId: id, version, action: 'return', reasonCode: 'spam', reasonNote: 'First.', passage: 'otherwise' }
    await carryOut(decide, cast.mo, asked)
    expect(await carryOut(decide, cast.noor, { ...asked, ...words })).toMatchObject({ repeated: true, by: 'mo', sameWords: false })
  }
})

test('fifty pairs of opposite decisions at once: fifty winners, fifty told, fifty rows', async () => {
  const items = await Promise.all(Array.from({ length: 50 }, waiting))
  const outcomes = await Promise.all(
    items.flatMap(({ id, version }) => [
      runCommand(decide, cast.mo, { itemId: id, version, action: 'approve' }),
      runCommand(decide, cast.noor, { itemId: id, version, action: 'reject', reasonCode: 'off-topic' }),
    ]),
  )
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(50)
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'conflict')).toHaveLength(50)
  expect(await reader().decision.count({ where: { reviewItemId: { in: items.map((item) => item.id) } } })).toBe(50)
}, 60_000)

describe('undo', () => {
  test.each(['approve', 'reject', 'return'])('takes back %s exactly, and the item waits again', async (action) => {
    const { commentId } = await waiting()
    const before = await reader().comment.findUniqueOrThrow({ where: { id: commentId }, omit: { version: true } })
    const thread = await reader().thread.findUniqueOrThrow({ where: { postId: before.postId }, select: { publishedCount: true, shownTopLevel: true } })
    const { decisionId } = await decideNow(cast.mo, commentId, action)
    await carryOut(undoDecision, cast.noor, { decisionId })
    expect(await reader().comment.findUniqueOrThrow({ where: { id: commentId }, omit: { version: true } })).toEqual(before)
    expect(await reader().thread.findUniqueOrThrow({ where: { postId: before.postId }, select: { publishedCount: true, shownTopLevel: true } })).toEqual(thread)
    expect(await reader().reviewItem.count({ where: { commentId, state: 'waiting' } })).toBe(1)
  })

  test('takes back hiding, with the date of the first approval kept', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    const { publishedAt } = await reader().comment.findUniqueOrThrow({ where: { id: commentId } })
    const { decisionId } = await decideNow(cast.mo, commentId, 'hide')
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect(await reader().comment.findUniqueOrThrow({ where: { id: commentId } })).toMatchObject({ state: 'published', publishedAt })
  })

  test('happens once, however many ask at once', async () => {
    const { commentId } = await waiting()
    const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => runCommand(undoDecision, cast.mo, { decisionId })))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'conflict')).toHaveLength(9)
  })

  test('is refused when something happened since', async () => {
    const { commentId } = await waiting()
    const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
    await decideNow(cast.mo, commentId, 'hide')
    expect((await refusalOf(undoDecision, cast.mo, { decisionId })).code).toBe('conflict')
    expect(await stateOf(commentId)).toBe('hidden')
  })

  test('is refused when the writer took the text back since', async () => {
    const { commentId } = await waiting()
    const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
    await carryOut(withdrawComment, cast.rae, { commentId })
    expect((await refusalOf(undoDecision, cast.mo, { decisionId })).code).toBe('conflict')
    expect(await stateOf(commentId)).toBe('withdrawn')
  })

  test('is refused while a report of what it made public waits, and works once that is decided', async () => {
    const { commentId } = await waiting()
    const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
    await carryOut(reportComment, cast.nia, { commentId, reasonCode: 'unkind', note: '' })
    expect(await refusalOf(undoDecision, cast.mo, { decisionId })).toMatchObject({ code: 'conflict', message: expect.stringContaining('such as a report') })
    expect(await stateOf(commentId)).toBe('published')
    const report = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'report', state: 'waiting' }, select: { id: true, version: true } })
    await carryOut(decide, cast.mo, { itemId: report.id, version: report.version, action: 'dismiss' })
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect(await stateOf(commentId)).toBe('held')
  })

  test('lets the next moderator decide again', async () => {
    const { commentId } = await waiting()
    const { decisionId } = await decideNow(cast.mo, commentId, 'reject')
    await carryOut(undoDecision, cast.mo, { decisionId })
    await decideNow(cast.noor, commentId, 'approve')
    expect(await stateOf(commentId)).toBe('published')
  })
})

describe('a writer', () => {
  test('sends a returned text again and keeps its place in the queue', async () => {
    const { commentId, id } = await waiting()
    const { submittedAt } = await reader().reviewItem.findUniqueOrThrow({ where: { id } })
    await decideNow(cast.mo, commentId, 'return')
    await tellNow(commentId)
    await carryOut(resubmitComment, cast.rae, { commentId, body: 'The same thought, in kinder words.' })
    expect(await reader().reviewItem.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'waiting', submittedAt })
    expect(await stateOf(commentId)).toBe('held')
  })

  test('cannot send again what was not returned', async () => {
    const { commentId } = await waiting()
    expect((await refusalOf(resubmitComment, cast.rae, { commentId, body: 'Another go at it.' })).code).toBe('conflict')
  })

  test('takes back only own texts; others look as if they did not exist', async () => {
    const { commentId } = await waiting()
    expect((await refusalOf(withdrawComment, await person('nia', 'reader'), { commentId })).code).toBe('not-found')
    await carryOut(withdrawComment, cast.rae, { commentId })
    expect(await reader().reviewItem.count({ where: { commentId, state: 'waiting' } })).toBe(0)
  })
})
