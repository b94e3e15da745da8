import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { essayBy, makeCast } from '../cast.ts'
import { cookieOf, fillForm, findAll, startSite, textOf, tokenOf } from './site.ts'

/** Stands between server and database, and can be taken away. */
async function openDoor(target: URL) {
  const open = new Set<net.Socket>()
  let away = false
  let mute = false
  const door = net.createServer((socket) => {
    if (away) return void socket.destroy()
    if (mute) {
      open.add(socket)
      return void socket.on('error', () => {})
    }
    const onward = net.connect(Number(target.port), target.hostname)
    for (const [from, to] of [[socket, onward], [onward, socket]] as const) {
      open.add(from)
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => (open.delete(from), to.destroy()))
    }
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const url = new URL(target.href)
  url.host = `127.0.0.1:${(door.address() as net.AddressInfo).port}`
  return {
    url: url.href,
    take: () => {
      away = true
      for (const socket of open) socket.destroy()
    },
    bring: () => {
      away = mute = false
    },
    /** Takes calls from now on and says nothing; who is inside already stays. */
    muffle: () => {
      mute = true
    },
    close: () => door.close(),
  }
}

let door: Awaited<ReturnType<typeof openDoor>>
let site: Awaited<ReturnType<typeof startSite>>
let slug: string
let cookie: string
let token: string

beforeAll(async () => {
  const cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  cookie = await cookieOf(cast.rae)
  token = await tokenOf(cast.rae)
  door = await openDoor(new URL(process.env.DATABASE_URL ?? ''))
  site = await startSite({ DATABASE_URL: door.url })
}, 300_000)

afterAll(() => door.close())

async function until(path: string, status: number) {
  for (let tries = 0; tries < 200; tries++) {
    if ((await fetch(site.url + path)).status === status) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${path} never answered ${status}`)
}

test('while the database is away reads say so, writes keep every word, and all of it comes back by itself', async () => {
  await until('/readyz', 200)
  const page = await (await fetch(`${site.url}/posts/${slug}`, { headers: { cookie } })).text()
  const body = 'An hour of thought.\n\nWith a "second" <paragraph>.'

  door.take()
  await until('/readyz', 503)
  expect(await (await fetch(`${site.url}/readyz`)).json()).toEqual({ ready: false, database: false, migrations: false, notifications: false })
  expect((await fetch(`${site.url}/healthz`)).status).toBe(200)

  const read = await fetch(`${site.url}/posts/${slug}`)
  expect([read.status, read.headers.get('retry-after'), read.headers.get('cache-control')]).toEqual([503, '5', 'private, no-store'])
  expect(await read.text()).toContain('Back in a moment')

  const written = await fetch(`${site.url}/posts/${slug}`, { method: 'POST', headers: { cookie, origin: site.url }, body: fillForm(page, 'body', { body }) })
  const kept = await written.text()
  expect(written.status).toBe(503)
  expect(findAll(kept, 'textarea').map(textOf)).toContain(body)

  const withPassword = await fetch(`${site.url}/sign-in`, { method: 'POST', headers: { origin: site.url }, body: new URLSearchParams({ who: 'rae', password: 'correct horse' }) })
  expect([withPassword.status, (await withPassword.text()).includes('correct horse')]).toEqual([503, false])

  const api = await fetch(`${site.url}/api/v1/posts/${slug}/comments`, { headers: { authorization: `Bearer ${token}` } })
  expect([api.status, api.headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8'])

  for (const { headers } of [read, written, withPassword, api]) {
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'/)
    expect([headers.get('x-content-type-options'), headers.has('referrer-policy'), headers.has('x-powered-by')]).toEqual(['nosniff', true, false])
  }

  door.bring()
  await until('/readyz', 200)
  expect((await fetch(`${site.url}/posts/${slug}`)).status).toBe(200)

  // The page that kept the text is a form that sends it again.
  const again = await fetch(`${site.url}/posts/${slug}`, { method: 'POST', headers: { cookie, origin: site.url }, body: fillForm(kept, 'body', {}) })
  expect(again.status).toBe(200)
  expect(await reader().commentRevision.count({ where: { source: body } })).toBe(1)
}, 60_000)

test('a form that a script sends is answered by its action, with the text and 503', async () => {
  const page = await (await fetch(`${site.url}/posts/${slug}`, { headers: { cookie } })).text()
  const form = fillForm(page, 'body', { body: 'Sent by script.' })
  const bound = [...form.keys()].find((name) => /^\$ACTION_\d+:0$/.test(name)) ?? ''
  const { id } = JSON.parse(String(form.get(bound))) as { id: string }
  const reply = new FormData()
  for (const [name, value] of form) if (!name.startsWith('$')) reply.append(`_1_${name}`, value)
  reply.append('0', '[{"status":"fresh"},"$K1"]')

  door.take()
  await until('/readyz', 503)
  const answer = await fetch(`${site.url}/posts/${slug}`, { method: 'POST', headers: { cookie, origin: site.url, 'next-action': id, accept: 'text/x-component' }, body: reply })
  const words = await answer.text()
  door.bring()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect(words).toContain('Your text is still here')
  expect(words).toContain('Sent by script.')
  await until('/readyz', 200)
}, 60_000)

test('a database that takes calls and says nothing is given up, and does not hold the site afterwards', async () => {
  door.take()
  await until('/readyz', 503)
  door.bring()
  await until('/readyz', 200)
  door.muffle()
  const read = () => fetch(`${site.url}/api/v1/posts/${slug}/comments`).then((answer) => answer.status)
  const statuses = await Promise.all(Array.from({ length: 12 }, read))
  expect(new Set(statuses)).toEqual(new Set([503]))
  door.bring()
  expect(await read()).toBe(200)
}, 60_000)
