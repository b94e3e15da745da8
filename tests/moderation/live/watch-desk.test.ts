import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { countWaiting } from '#lib/moderation/desk/read-queue.ts'
import type { Told } from '#lib/moderation/live/desk-feed.ts'
import { holdCard } from '#lib/moderation/live/hold-card.ts'
import { leaveCard } from '#lib/moderation/live/leave-card.ts'
import { presenceLasts } from '#lib/moderation/live/presence-times.ts'
import { readChanges } from '#lib/moderation/live/read-changes.ts'
import { watchDesk } from '#lib/moderation/live/watch-desk.ts'
import { notificationsConnected, startNotifications, stopNotifications } from '#lib/notifications.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, replyBy } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slugs: string[]
const url = process.env.DATABASE_URL ?? ''
const open: (() => void)[] = []

beforeAll(async () => {
  cast = await makeCast()
  slugs = await Promise.all(Array.from({ length: 5 }, async () => (await essayBy(cast.ada)).slug))
  await startNotifications(url)
})

afterEach(() => open.splice(0).forEach((end) => end()))
afterAll(stopNotifications)

let written = 0

/** Each by somebody new, under one essay after the other: what is written under one waits in line. */
const newReply = async () => replyBy(await person('rae', 'reader'), slugs[written++ % slugs.length] ?? '')

async function newReplies(count: number): Promise<string[]> {
  const comments = []
  for (let at = 0; at < count; at++) comments.push(await newReply())
  return comments
}

/** A desk that is open: all that it was told, and what it knows by that. */
function openDesk(viewer: SignedIn, since: Date | null = null) {
  const told: Told[] = []
  const end = watchDesk(viewer, { since, tell: (one) => told.push(one), fail: (error) => expect.fail(String(error)) })
  open.push(end)
  const known = () => {
    const items = new Map<string, Told['items'][number]>()
    for (const item of told.flatMap((one) => one.items)) if ((items.get(item.id)?.version ?? 0) <= item.version) items.set(item.id, item)
    return items
  }
  return { told, known, end, last: () => told.filter(({ heard }) => heard).at(-1)?.at ?? null }
}

async function until(isTrue: () => unknown, what = 'it never came') {
  await vi.waitFor(() => expect(isTrue(), what).toBeTruthy(), { timeout: 15_000, interval: 20 })
}

/** Until what was on its way has been told. */
async function settled(desk: ReturnType<typeof openDesk>) {
  await until(() => desk.told.length > 0)
  await new Promise((resolve) => setTimeout(resolve, 400))
}

async function onServer(sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}

const killListener = () =>
  onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'afterword notifications' AND datname = current_database()`)

test('a new text, a decision and its undoing are told to every desk, with who did it', async () => {
  const desks = [openDesk(cast.mo), openDesk(cast.noor)]
  for (const desk of desks) await settled(desk)
  const comment = await newReply()
  const { id, version } = await itemAbout(comment)
  for (const desk of desks) await until(() => desk.known().get(id)?.state === 'waiting')
  const { decisionId } = await decideNow(cast.noor, comment, 'approve')
  for (const desk of desks) {
    await until(() => desk.known().get(id)?.state === 'decided')
    expect(desk.known().get(id)).toMatchObject({
      version: version + 1, kind: 'comment', commentState: 'published',
      decision: { id: decisionId, action: 'approve', byId: cast.noor.id, by: cast.noor.name },
    })
  }
  await carryOut(undoDecision, cast.mo, { decisionId })
  for (const desk of desks) {
    await until(() => desk.known().get(id)?.version === version + 2)
    expect(desk.known().get(id)).toMatchObject({ state: 'waiting', commentState: 'held', decision: { action: 'undo', byId: cast.mo.id } })
  }
})

test('a burst is read once for all who look on', async () => {
  const desks = [openDesk(cast.mo), openDesk(cast.noor), openDesk(cast.ida)]
  for (const desk of desks) await settled(desk)
  const comments = await newReplies(20)
  const before = desks.map(({ told }) => told.length)
  await Promise.all(comments.map((comment) => decideNow(cast.mo, comment, 'approve')))
  const ids = await Promise.all(comments.map(async (comment) => (await itemAbout(comment)).id))
  for (const desk of desks) await until(() => ids.every((id) => desk.known().get(id)?.state === 'decided'))
  const batches = desks.map((desk, at) => desk.told.slice(before[at]))
  expect(batches[0]?.length).toBeLessThan(20)
  expect(batches[1]).toEqual(batches[0])
  expect(batches[2]).toEqual(batches[0])
})

test('the number that wait comes along', async () => {
  const desk = openDesk(cast.mo)
  await settled(desk)
  await newReply()
  const waiting = await countWaiting()
  await until(() => desk.told.at(-1)?.waiting === waiting)
})

test('who sits down at a card, and who leaves it, is told', async () => {
  const desk = openDesk(cast.mo)
  await settled(desk)
  const itemId = (await itemAbout(await newReply())).id
  const tab = randomUUID()
  await carryOut(holdCard, cast.noor, { tab, itemId })
  await until(() => desk.told.at(-1)?.held.some((each) => each.itemId === itemId && each.holder.name === cast.noor.name))
  await carryOut(leaveCard, cast.noor, { tab })
  await until(() => desk.told.at(-1)?.held.every((each) => each.itemId !== itemId))
})

test('a tab that says nothing more is told to be gone when its time is over, though nothing is announced', async () => {
  const desk = openDesk(cast.mo)
  await settled(desk)
  const itemId = (await itemAbout(await newReply())).id
  await carryOut(holdCard, cast.noor, { tab: randomUUID(), itemId }, new Date(Date.now() - 43_000))
  await until(() => desk.told.at(-1)?.held.some((each) => each.itemId === itemId))
  await until(() => desk.told.at(-1)?.held.every((each) => each.itemId !== itemId))
  expect(desk.told.at(-1)?.heard).toBe(false)
})

test('a tab that only says that it is still there is news for nobody', async () => {
  const desk = openDesk(cast.mo)
  const itemId = (await itemAbout(await newReply())).id
  const tab = randomUUID()
  await carryOut(holdCard, cast.noor, { tab, itemId })
  await settled(desk)
  const before = desk.told.length
  for (let times = 0; times < 5; times++) await carryOut(holdCard, cast.noor, { tab, itemId })
  await settled(desk)
  expect(desk.told.length).toBe(before)
})

test('a desk whose connection breaks again and again while forty texts are decided misses none', async () => {
  const comments = await newReplies(40)
  const items = await Promise.all(comments.map(itemAbout))
  const known = new Map<string, string>()
  let since: Date | null = new Date()
  let breaking = true
  const client = (async () => {
    while (breaking) {
      const desk = openDesk(cast.mo, since)
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 200))
      desk.end()
      since = desk.last() ?? since
      for (const [id, { state }] of desk.known()) known.set(id, state)
    }
  })()
  for (const comment of comments) {
    await decideNow(cast.noor, comment, 'approve')
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  breaking = false
  await client
  const last = openDesk(cast.mo, since)
  await settled(last)
  for (const [id, { state }] of last.known()) known.set(id, state)
  expect(items.filter(({ id }) => known.get(id) !== 'decided')).toEqual([])
})

test('what is decided while the database is not heard is told as soon as it is heard again', async () => {
  const desk = openDesk(cast.mo)
  await settled(desk)
  const comments = await newReplies(12)
  const items = await Promise.all(comments.map(itemAbout))
  await settled(desk)
  for (const [at, comment] of comments.entries()) {
    if (at % 3 === 0) await killListener()
    await decideNow(cast.noor, comment, 'approve')
  }
  await until(notificationsConnected)
  await until(() => items.every(({ id }) => desk.known().get(id)?.state === 'decided'), 'some were missed')
})

test('a decision that was written before a desk went away and is committed after is told when it comes back', async () => {
  const comment = await newReply()
  const { id } = await itemAbout(comment)
  const slow = new pg.Client({ connectionString: url })
  await slow.connect()
  await slow.query('BEGIN')
  await slow.query(`UPDATE review_item SET version = version + 1 WHERE id = $1`, [id])
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const desk = openDesk(cast.mo)
  await settled(desk)
  const since = desk.last()
  desk.end()
  await slow.query('COMMIT')
  await slow.end()
  const again = openDesk(cast.mo, since)
  await settled(again)
  expect(again.known().get(id)?.version).toBe(2)
})

test('more than can be told one by one is said to be more, and nothing by halves', async () => {
  const since = new Date()
  const { id } = await itemAbout(await newReply())
  const ids = [id, ...Array.from({ length: 500 }, () => randomUUID())]
  const changes = await readChanges(cast.mo, { ids })
  expect(changes.ok && [changes.value.more, changes.value.items]).toEqual([true, []])
  const few = await readChanges(cast.mo, { since })
  expect(few.ok && few.value.more).toBe(false)
})

test('a database that is away for a moment delays what is told and loses none of it', async () => {
  const desk = openDesk(cast.mo)
  await settled(desk)
  const { id } = await itemAbout(await newReply())
  const findMany = vi.spyOn(reader(), '$queryRaw').mockImplementationOnce(() => {
    throw Object.assign(new Error('gone'), { code: 'ECONNRESET' })
  })
  const silent = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  await until(() => desk.known().has(id))
  expect(findMany).toHaveBeenCalled()
  findMany.mockRestore()
  silent.mockRestore()
})

test('when nobody looks on any more, nothing is read', async () => {
  const desk = openDesk(cast.mo)
  await settled(desk)
  desk.end()
  const reads = vi.spyOn(reader(), '$queryRaw')
  await writer().reviewItem.updateMany({ where: {}, data: { version: { increment: 1 } } })
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(reads).not.toHaveBeenCalled()
  reads.mockRestore()
})

test('a desk that is closed while it is being read is not read again, though somebody holds a card', async () => {
  const itemId = (await itemAbout(await newReply())).id
  const soonGone = (seconds: number) => new Date(Date.now() - (presenceLasts - seconds) * 1000)
  for (const seconds of [3, 4]) await carryOut(holdCard, cast.noor, { tab: randomUUID(), itemId }, soonGone(seconds))
  const readNow = reader().$queryRaw.bind(reader())
  const desk = openDesk(cast.mo)
  await settled(desk)
  const reads = vi.spyOn(reader(), '$queryRaw')
  reads.mockImplementationOnce((...asked) => {
    desk.end()
    return readNow(...asked)
  })
  await newReply()
  await until(() => reads.mock.calls.length > 0)
  await new Promise((resolve) => setTimeout(resolve, 200))
  const during = reads.mock.calls.length
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  expect(reads.mock.calls.length).toBe(during)
  expect(desk.told.length).toBeGreaterThan(0)
  reads.mockRestore()
})
