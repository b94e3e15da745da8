import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import pg from 'pg'
import { essayBy, makeCast } from '../cast.ts'
import { startSite } from './site.ts'

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

test('a port in use is one line that says what to do', async () => {
  const site = await startSite()
  const { spawn } = await import('node:child_process')
  const second = spawn(process.execPath, ['server.ts'], { env: { ...process.env, PORT: String(site.port), HOST: '127.0.0.1' }, stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  second.stderr.setEncoding('utf8').on('data', (text: string) => (words += text))
  const code = await new Promise((resolve) => second.once('close', resolve))
  expect([code, words.trim()]).toEqual([1, `Port ${site.port} is in use. Set PORT to another one, or stop what uses it.`])
}, 300_000)
