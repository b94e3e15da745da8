import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { JobFailure, keepDoingJobs } from '#lib/jobs/run-jobs.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { adoptWaiting } from '#lib/moderation/notices/adopt-waiting.ts'
import { siteTasks } from '#lib/moderation/notices/site-tasks.ts'
import { operator } from '#lib/viewer.ts'
import { openPostOffice } from '../mail/post-office.ts'

const office = openPostOffice()
const ends: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  Object.assign(office, { answer: async () => {} })
  office.received.length = 0
  await writer().$executeRaw`DELETE FROM graphile_worker._private_jobs`
  await writer().mail.deleteMany({})
})
afterEach(() => Promise.all(ends.splice(0).map((end) => end())))

const post = (subject = 'Hello') => writer().$transaction((tx) => queueMail(tx, { to: 'rae@example.org', subject, text: 'Text' }, new Date()))
const work = (report: (trouble: string) => void = () => {}) => ends.push(keepDoingJobs(siteTasks(createTransport(office.url())), report))
const jobs = () => reader().$queryRaw<{ key: string; locked_by: string | null; attempts: number }[]>`SELECT key, locked_by, attempts FROM graphile_worker._private_jobs ORDER BY id`

/** Another process on the same database, as `npm start` makes them. */
function startProcess(database = process.env.DATABASE_URL): ChildProcess {
  const child = spawn(process.execPath, ['--no-deprecation', path.join(import.meta.dirname, 'worker-process.ts')], {
    env: { ...process.env, DATABASE_URL: database, SMTP_URL: office.url() }, stdio: 'ignore',
  })
  ends.push(async () => child.exitCode ?? child.signalCode ?? (child.kill('SIGKILL'), once(child, 'exit')))
  return child
}

test('what a process was doing when it was killed is done by another, soon and once', async () => {
  let reached = () => {}
  const midway = new Promise<void>((resolve) => (reached = resolve))
  office.answer = () => (reached(), new Promise(() => {}))
  const doomed = startProcess()
  await post()
  await midway
  doomed.kill('SIGKILL')
  await once(doomed, 'exit')
  expect(await jobs()).toMatchObject([{ locked_by: expect.any(String) }])
  office.answer = async () => {}
  work()
  await expect.poll(() => office.received.length, { timeout: 25_000 }).toBe(1)
  await expect.poll(() => reader().mail.findFirstOrThrow()).toMatchObject({ sentAt: expect.any(Date), attempts: 2 })
  await expect.poll(jobs).toEqual([])
}, 60_000)

test('two processes and this one share the work, and none of it is done twice', async () => {
  startProcess()
  startProcess()
  for (let number = 0; number < 40; number++) await post(`Letter ${number}`)
  work()
  await expect.poll(() => reader().mail.count({ where: { sentAt: null } }), { timeout: 30_000 }).toBe(0)
  expect(new Set(office.received.map(({ subject }) => subject)).size).toBe(40)
  expect(office.received).toHaveLength(40)
}, 60_000)

/** A way to the database that can be cut in the middle of a word, and is open again at once. */
async function openWay() {
  const url = new URL(process.env.DATABASE_URL ?? '')
  const { hostname, port } = url
  const open = new Set<net.Socket>()
  const way = net.createServer((from) => {
    const onward = net.connect(Number(port), hostname)
    for (const [socket, other] of [[from, onward], [onward, from]] as const) {
      open.add(socket)
      socket.pipe(other).on('error', () => {})
      socket.on('close', () => (open.delete(socket), other.destroy()))
    }
  }).listen(0, '127.0.0.1')
  await once(way, 'listening')
  const address = way.address()
  url.port = String(typeof address === 'object' ? address?.port : '')
  const cut = () => open.forEach((socket) => socket.destroy())
  ends.push(async () => (cut(), way.close()))
  return { url: url.href, cut }
}

test('a connection that breaks in the middle of a question ends no process, and the work goes on', async () => {
  const [way, keeper] = [await openWay(), new pg.Client({ connectionString: process.env.DATABASE_URL })]
  await keeper.connect()
  ends.push(() => keeper.end())
  const connections = () => reader().$queryRaw<{ waits: boolean }[]>`
    SELECT wait_event_type = 'Lock' AS waits FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'afterword jobs'`
  const worker = startProcess(way.url)
  await expect.poll(connections, { timeout: 20_000 }).not.toEqual([])
  await keeper.query('BEGIN; LOCK TABLE graphile_worker._private_jobs IN ACCESS EXCLUSIVE MODE')
  await expect.poll(connections, { timeout: 20_000 }).toContainEqual({ waits: true })
  way.cut()
  await keeper.query('ROLLBACK')
  await post()
  await expect.poll(() => office.received.length, { timeout: 25_000 }).toBe(1)
  expect(worker.exitCode).toBeNull()
}, 90_000)

test('who lives keeps the jobs in hand, however long they take', async () => {
  let finish = () => {}
  office.answer = () => new Promise((resolve) => (finish = () => resolve()))
  work()
  await post()
  await expect.poll(async () => (await jobs())[0]?.locked_by ?? null, { timeout: 5_000 }).not.toBeNull()
  const [before] = await jobs()
  work()
  await new Promise((resolve) => setTimeout(resolve, 9_000))
  expect(await jobs()).toEqual([before])
  finish()
  await expect.poll(() => office.received.length).toBe(1)
}, 30_000)

test('a graceful end waits for what is in hand and begins nothing new', async () => {
  let [finish, reached] = [() => {}, () => {}]
  const midway = new Promise<void>((resolve) => (reached = resolve))
  office.answer = () => (reached(), new Promise((resolve) => (finish = resolve)))
  const stop = keepDoingJobs(siteTasks(createTransport(office.url())), () => {})
  await post('In hand')
  await midway
  const ended = stop()
  await post('Never begun')
  finish()
  await ended
  expect(office.received.map(({ subject }) => subject)).toEqual(['In hand'])
  expect(await jobs()).toMatchObject([{ locked_by: null, attempts: 0 }])
})

test('a job that fails is told by its kind, not by what it was about', async () => {
  const told: string[] = []
  const stop = keepDoingJobs({
    'send-mail': async () => Promise.reject(new Error('Key (email)=(rae@example.org) already exists')),
    'mail-notices': async () => Promise.reject(new JobFailure('ETIMEDOUT')),
  }, (line) => told.push(line))
  ends.push(stop)
  await post()
  await writer().$transaction((tx) => addJob(tx, 'mail-notices', { personId: '00000000-0000-4000-8000-000000000000' }, { at: new Date(), key: 'x' }))
  await expect.poll(() => told.toSorted(), { timeout: 8_000 }).toEqual([
    'A job could not be done (mail-notices, try 1): ETIMEDOUT', 'A job could not be done (send-mail, try 1): unknown',
  ])
  expect(JSON.stringify(await reader().$queryRaw`SELECT last_error FROM graphile_worker._private_jobs`)).not.toContain('rae@')
})

test('what waits without a job, as in a database that came back without its queue, is asked for at the start', async () => {
  await post()
  await writer().$executeRaw`DELETE FROM graphile_worker._private_jobs`
  expect(await runCommand(adoptWaiting, operator, {})).toMatchObject({ ok: true, value: { mail: 1 } })
  expect(await runCommand(adoptWaiting, operator, {})).toMatchObject({ ok: true, value: { mail: 0 } })
  work()
  await expect.poll(() => office.received.length, { timeout: 5_000 }).toBe(1)
})
