import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import pg from 'pg'
import { reader, writer } from '#lib/database.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { essayBy, makeCast } from '../cast.ts'
import { makeMailbox } from '../mail/mailbox.ts'
import { cookieOf, startSite } from './site.ts'

test('asked to stop, the server lets a running request finish, takes no new one, and leaves in time', async () => {
  const { ada } = await makeCast()
  const { slug } = await essayBy(ada)
  const site = await startSite()
  await fetch(`${site.url}/posts/${slug}`)

  // A lock on what the page reads holds the request up.
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query('BEGIN; LOCK TABLE post_revision IN ACCESS EXCLUSIVE MODE')
  // Another cookie of the site says that nothing which is kept is wanted.
  const running = fetch(`${site.url}/posts/${slug}`, { headers: { cookie: 'afterword_desk=list' } })
  await sleep(300)
  const began = Date.now()
  const stopped = site.stop()
  await sleep(300)
  await expect(fetch(`${site.url}/healthz`, { headers: { connection: 'close' } })).rejects.toThrow()
  await client.query('ROLLBACK')
  expect((await running).status).toBe(200)
  expect((await running).headers.get('connection')).toBe('close')
  await stopped
  expect(await site.ended).toBe(0)
  expect(Date.now() - began).toBeLessThan(15_000)
  const left = await client.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'afterword notifications'`)
  expect(left.rowCount).toBe(0)
  await client.end()
}, 300_000)

test('before it takes nothing more, it says for a while that it is not ready, and serves; then the streams end, and mail that is being handed over leaves once', async () => {
  const { ada, mo } = await makeCast()
  const { slug } = await essayBy(ada)
  let taken = () => {}
  const arrived = new Promise<void>((resolve) => (taken = resolve))
  const mailbox = makeMailbox()
  await mailbox.open()
  Object.assign(mailbox, { answer: async () => (taken(), sleep(5_000)) })
  const site = await startSite({ DRAIN_SECONDS: '2', SMTP_URL: mailbox.url() })
  const cookie = await cookieOf(mo)
  const get = (path: string) => fetch(`${site.url}${path}`, { headers: { connection: 'close' } })
  const live = await fetch(`${site.url}/moderation/live`, { headers: { cookie } })
  const mailId = await writer().$transaction((tx) => queueMail(tx, { to: 'rae@example.org', subject: 'Slowly', text: 'Text' }, new Date()))
  await arrived
  const stopped = site.stop()
  await sleep(500)
  expect([(await get('/readyz')).status, (await (await get('/readyz')).json()) as object]).toEqual([503, { ready: false, database: true, migrations: true, notifications: true }])
  expect([(await get('/healthz')).status, (await get(`/posts/${slug}`)).status, (await fetch(`${site.url}/posts/${slug}`)).headers.get('connection')]).toEqual([200, 200, 'close'])
  expect(await live.text()).toContain('retry:')
  await stopped
  expect(await site.ended).toBe(0)
  await expect(get('/healthz')).rejects.toThrow()
  expect([mailbox.received.length, (await reader().mail.findUniqueOrThrow({ where: { id: mailId } })).sentAt]).toEqual([1, expect.any(Date)])
  expect(await reader().$queryRaw`SELECT FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL OR key = ${`send-mail:${mailId}`}`).toEqual([])
  await mailbox.close()
}, 300_000)

test('a port in use is one line that says what to do', async () => {
  const site = await startSite()
  const { spawn } = await import('node:child_process')
  const second = spawn(process.execPath, ['server.ts'], { env: { ...process.env, PORT: String(site.port), HOST: '127.0.0.1' }, stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  second.stderr.setEncoding('utf8').on('data', (text: string) => (words += text))
  const code = await new Promise((resolve) => second.once('close', resolve))
  expect([code, words.trim()]).toEqual([1, `Port ${site.port} is in use. Set PORT to another one, or stop what uses it.`])
}, 300_000)
