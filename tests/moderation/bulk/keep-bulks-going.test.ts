import { afterAll, beforeAll, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { keepBulksGoing } from '#lib/moderation/bulk/continue-bulk.ts'
import { resumeBulk } from '#lib/moderation/bulk/resume-bulk.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { stopBulk } from '#lib/moderation/bulk/stop-bulk.ts'
import { takeBulkItems } from '#lib/moderation/bulk/take-bulk-items.ts'
import { startNotifications, stopNotifications } from '#lib/notifications.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, essayBy, makeCast } from '../../cast.ts'
import { countsOf, leaveMany } from './many-texts.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string }
let end = async () => {}

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
  await startNotifications(env().DATABASE_URL)
})

afterAll(async () => {
  await end()
  await stopNotifications()
})

async function ask(count: number) {
  const items = (await leaveMany(post.id, count, { authorId: cast.rae.id })).map(({ itemId, version }) => ({ itemId, version }))
  return (await carryOut(startBulk, cast.mo, { action: 'approve', items })).bulkId
}

const finished = { pending: 0, done: 5, skipped: 0 }

test('a process that starts goes on with what another left behind, but not with what is still in hand', async () => {
  const [left, inHand] = [await ask(5), await ask(5)]
  for (const bulkId of [left, inHand]) await carryOut(takeBulkItems, operator, { bulkId })
  await writer().bulk.update({ where: { id: left }, data: { leasedUntil: new Date(Date.now() - 1_000) }, select: { id: true } })
  end = keepBulksGoing()
  await expect.poll(() => countsOf(left), { timeout: 10_000 }).toEqual(finished)
  expect(await countsOf(inHand)).toEqual({ pending: 5, done: 0, skipped: 0 })
})

test('a new bulk is begun at once, several side by side', async () => {
  const bulks = await Promise.all([ask(5), ask(5), ask(5), ask(5)])
  for (const bulkId of bulks) await expect.poll(() => countsOf(bulkId), { timeout: 10_000 }).toEqual(finished)
})

test('a bulk that was stopped waits, and is gone on with when somebody says so', async () => {
  await end()
  const bulkId = await ask(5)
  await carryOut(stopBulk, cast.noor, { bulkId })
  end = keepBulksGoing()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await countsOf(bulkId)).toEqual({ pending: 5, done: 0, skipped: 0 })
  await carryOut(resumeBulk, cast.noor, { bulkId })
  await expect.poll(() => countsOf(bulkId), { timeout: 10_000 }).toEqual(finished)
})
