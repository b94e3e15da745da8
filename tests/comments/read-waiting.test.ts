import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { postReply } from '#lib/comments/post-reply.ts'
import { readMedianWait, readWait, readWaits } from '#lib/comments/read-waiting.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { reader } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { readQueue } from '#lib/moderation/desk/read-queue.ts'
import { carryOut, essayBy, itemAbout, makeCast, person, replyBy } from '../cast.ts'
import type { SignedIn } from '#lib/viewer.ts'

const cast = await makeCast()
const { slug } = await essayBy(cast.ada)
/** Reckoned from one moment, so that a slow machine makes no wait longer. */
const start = Date.now()
const ago = (minutes: number) => new Date(start - minutes * 60_000)

async function sent(minutesAgo: number, by?: SignedIn): Promise<string> {
  const writer = by ?? (await person('gus', 'reader'))
  return (await carryOut(postReply, writer, { slug, body: `A thought ${randomUUID()}`, idempotencyKey: randomUUID() }, ago(minutesAgo))).id
}

async function decided(commentId: string, action: string, minutesAgo: number, by = cast.mo): Promise<string> {
  const { id: itemId, version } = await itemAbout(commentId)
  return (await carryOut(decide, by, { itemId, version, action, reasonCode: action === 'approve' ? '' : 'off-topic' }, ago(minutesAgo))).decisionId
}

/** A text that waited so long, decided some minutes ago. */
async function waited(minutes: number, decidedAgo = 10): Promise<string> {
  const id = await sent(minutes + decidedAgo)
  await decided(id, 'approve', decidedAgo)
  return id
}

const usual = () => readMedianWait(reader())

// One story: the figure is about everything that was decided here.
test('the usual wait is the median of what people of this site really waited', async () => {
  for (const minutes of [10, 20, 30, 40]) await waited(minutes)
  expect(await usual(), 'four decisions tell nothing').toBeNull()
  await waited(50)
  expect(await usual()).toBe(30 * 60)

  const slip = await sent(5_000)
  await carryOut(undoDecision, cast.mo, { decisionId: await decided(slip, 'approve', 1) })
  expect(await usual(), 'a decision that was taken back').toBe(30 * 60)

  await decided(await sent(5_000, cast.noor), 'approve', 1, cast.noor)
  expect(await usual(), 'what a moderator wrote, and approved').toBe(30 * 60)

  await waited(5_000, 31 * 24 * 60)
  expect(await usual(), 'a decision of more than 30 days ago').toBe(30 * 60)

  const refused = await sent(9_000)
  await decided(refused, 'reject', 8_999.5)
  await decided(refused, 'approve', 1)
  // Rejected after half a minute, and approved after all days later: nobody waited for the second.
  expect(await usual(), 'what was decided already').toBe(25 * 60)

  const gus = await person('gus', 'reader')
  const returned = await sent(8_000, gus)
  await decided(returned, 'return', 7_999.5)
  await carryOut(resubmitComment, gus, { commentId: returned, body: `Mended ${randomUUID()}` }, ago(31))
  await decided(returned, 'approve', 1)
  // Half a minute, and 30 minutes from when it was sent again; the days that its writer took are no wait.
  expect(await usual(), 'a text sent again').toBe(25 * 60)

  const queue = await readQueue(cast.mo, {})
  expect(queue.ok && queue.value.medianWaitSeconds, 'moderators read the same').toBe(25 * 60)
  // What a sender is told may be ten seconds old.
  const later = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 10_001)
  const told = await carryOut(postReply, await person('gus', 'reader'), { slug, body: `A thought ${randomUUID()}`, idempotencyKey: randomUUID() })
  expect(told.medianWaitSeconds, 'and so do programs').toBe(25 * 60)
  later.mockRestore()
})

test('of a text without an account behind it the place is known, and nobody to be told that it is read', async () => {
  const { id: itemId } = await itemAbout(await replyBy(cast.rae, slug))
  expect(await readWait(reader(), null, { itemId, settling: false })).toMatchObject({ position: expect.any(Number), beingRead: false })
})

test('a place counts what was sent before and still waits', async () => {
  const before = await reader().reviewItem.count({ where: { state: 'waiting' } })
  const [first, second] = [await itemAbout(await replyBy(cast.rae, slug)), await itemAbout(await replyBy(cast.rae, slug))]
  const waits = await readWaits(reader(), cast.rae.id, [first, second].map(({ id: itemId }) => ({ itemId, settling: false })))
  expect([...waits.values()].map(({ position }) => position ?? 0).toSorted((a, b) => a - b)).toEqual([before + 1, before + 2])
})
