import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { isDatabaseAway } from '#lib/http/log-failure.ts'
import { takeLimit } from '#lib/limits.ts'

/** Stands between this process and the database, and can hold back everything that is said, on every connection, without ending any. */
async function openDoor() {
  const target = new URL(process.env.DATABASE_URL ?? '')
  const open = new Set<net.Socket>()
  let silent = false
  const door = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname)
    for (const [from, to] of [[near, far], [far, near]] as const) {
      open.add(from)
      from.pipe(to)
      from.on('error', () => to.destroy()).on('close', () => (open.delete(from), to.destroy()))
      if (silent) from.unpipe(to)
    }
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const { port } = door.address() as net.AddressInfo
  return {
    url: Object.assign(new URL(target), { host: `127.0.0.1:${port}` }).href,
    hush: () => {
      silent = true
      open.forEach((socket) => socket.unpipe().pause())
    },
    /** What was held back is lost with its connections. */
    speak: () => {
      silent = false
      open.forEach((socket) => socket.destroy())
    },
    close: () => door.close(),
  }
}

let door: Awaited<ReturnType<typeof openDoor>>

beforeAll(async () => {
  door = await openDoor()
  process.env.DATABASE_URL = door.url
  await reader().$queryRaw`SELECT 1`
})
afterAll(() => door.close())

const failureOf = async (work: Promise<unknown>) => {
  const began = performance.now()
  const error = await work.then(() => null, (failed: unknown) => failed)
  return { away: isDatabaseAway(error), took: performance.now() - began }
}

test('whoever asks a database that stands still is told after some seconds, whatever they asked', async () => {
  await takeLimit('draft', 'somebody')
  const { promise: hushed, resolve: isHushed } = Promise.withResolvers<void>()
  const half = writer().$transaction(async (tx) => {
    await tx.setting.create({ data: { key: 'half', value: {} } })
    door.hush()
    isHushed()
    await tx.setting.create({ data: { key: 'other half', value: {} } })
  }, { timeout: 30_000 })
  const cut = failureOf(half)
  await hushed
  const failures = await Promise.all([cut, failureOf(reader().$queryRaw`SELECT 1`), failureOf(takeLimit('draft', 'somebody'))])
  for (const { away, took } of failures) {
    expect(away).toBe(true)
    expect(took).toBeLessThan(12_000)
  }
  door.speak()
  expect(await reader().$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }])
  expect(await reader().setting.count({ where: { key: { in: ['half', 'other half'] } } })).toBe(0)
  expect(await takeLimit('draft', 'somebody')).toBeNull()
}, 60_000)

test('what the database takes as long for as it may is waited for', async () => {
  expect(await reader().$queryRaw`SELECT pg_sleep(1.8)::text AS slept`).toEqual([{ slept: '' }])
  expect(await writer().$transaction((tx) => tx.$queryRaw`SELECT pg_sleep(4.5)::text AS slept`, { timeout: 10_000 })).toEqual([{ slept: '' }])
})
