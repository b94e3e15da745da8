import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { buildApp } from '../../scripts/build-app.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { essayBy, makeCast } from '../cast.ts'
import { cookieOf } from './site.ts'
import { whileEssaysFail } from './while-essays-fail.ts'

/** What the server writes, in lines. */
const lines: string[] = []
let origin: string
let slug: string
let cookie: string
let server: ChildProcess

beforeAll(async () => {
  const { ada, rae } = await makeCast()
  slug = (await essayBy(ada)).slug
  cookie = await cookieOf(rae)
  await buildApp()
  const port = await findFreePort()
  origin = `http://127.0.0.1:${port}`
  const started = spawn(process.execPath, ['--no-deprecation', '--import', new URL('../../scripts/follow-parent.mjs', import.meta.url).href, 'server.ts'], {
    cwd: path.join(import.meta.dirname, '..', '..'), stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', AFTERWORD_ORIGIN: origin, AFTERWORD_FOLLOWS: String(process.pid) },
  })
  server = started
  started.stderr?.setEncoding('utf8').on('data', (text: string) => void lines.push(...text.split('\n').filter(Boolean)))
  afterAll(async () => {
    started.kill('SIGKILL')
    await once(started, 'exit')
  })
  for (let ready = false; !ready; await sleep(50)) ready = await fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false)
}, 300_000)

const nobodys = '0'.repeat(42)

function inParts(...fields: [name: string, value: string][]): RequestInit {
  const parts = fields.map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  return { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: `${parts.join('')}--x--\r\n` }
}

const called = (id: string): RequestInit => ({ headers: { 'next-action': id, 'content-type': 'text/plain' }, body: '[]' })

test.each<[what: string, sent: RequestInit]>([
  ['an action of no build', called(nobodys)],
  ['an action that can be none', called('abc')],
  ['an action without a name', called('')],
  ['an action with a form', { ...inParts(['a', 'b']), headers: { 'next-action': nobodys, 'content-type': 'multipart/form-data; boundary=x' } }],
  ['a form for an action of no build', inParts([`$ACTION_ID_${nobodys}`, ''])],
  ['a form for an action that can be none', inParts(['$ACTION_ID_abc', ''])],
  ['a form that says its action wrongly', inParts(['$ACTION_REF_1', ''], ['$ACTION_1:0', 'nonsense'])],
  ['a form for a bound action of no build', inParts(['$ACTION_REF_1', ''], ['$ACTION_1:0', `{"id":"${nobodys}","bound":"$@1"}`], ['$ACTION_1:1', '[]'])],
  ['a form for no action', inParts(['a', 'b'])],
  ['a form in parts of which none follows', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
])('whoever sends %s is told, and the log is not', async (_, sent) => {
  const answer = await fetch(`${origin}/posts/${slug}`, { method: 'POST', ...sent, headers: { origin, ...sent.headers } })
  expect([400, 404, 409, 422]).toContain(answer.status)
  await answer.text()
  await sleep(50)
  expect(lines).toEqual([])
})

test('whoever sends nonsense with a form or a call that there is is told, and the log is not', async () => {
  const id = /&quot;id&quot;:&quot;([0-9a-f]+)&quot;/.exec(await (await fetch(`${origin}/sign-in`)).text())?.[1] ?? ''
  const boundTo = (...parts: [name: string, value: string][]) => inParts(['$ACTION_REF_1', ''], ['$ACTION_1:0', `{"id":"${id}","bound":"$@1"}`], ...parts)
  const deep = '['.repeat(20_000)
  const nonsense = [boundTo(), boundTo(['$ACTION_1:1', '{{{']), boundTo(['$ACTION_1:1', '["$7"]']), boundTo(['$ACTION_1:1', deep]), ...['', '{{{', '5', '["$7"]', deep].map((body) => ({ ...called(id), body }))]
  for (const sent of nonsense) {
    const answer = await fetch(`${origin}/sign-in`, { method: 'POST', ...sent, headers: { origin, ...sent.headers } })
    const isForm = typeof sent.body === 'string' && sent.body.startsWith('--x')
    expect([answer.status, (await answer.text()).includes('This page has changed')]).toEqual([isForm ? 409 : 400, isForm])
  }
  await sleep(50)
  expect(lines).toEqual([])
})

test('whoever is signed in and asks for what is not here is told, and the log is not', async () => {
  const answer = await fetch(`${origin}/series/nothing`, { headers: { cookie } })
  expect([answer.status, (await answer.text()).includes('Sign out')]).toEqual([404, true])
  await sleep(50)
  expect(lines).toEqual([])
})

test('what a page fails on is a line each, which names the request and tells nothing that somebody wrote', async () => {
  await writer().$executeRawUnsafe('ALTER VIEW published_post RENAME TO published_post_away')
  const answer = await fetch(`${origin}/posts/${slug}`, { headers: { cookie: 'afterword-carried=nothing' } }).finally(() => writer().$executeRawUnsafe('ALTER VIEW published_post_away RENAME TO published_post'))
  const page = await answer.text()
  expect(answer.status).toBe(500)
  await sleep(50)
  const told = lines.splice(0).map((line) => JSON.parse(line) as { where: string; request: string; stack: string[]; code: string })
  expect(told.map(({ where, code }) => `${where} ${code}`)).toContain('framework 42P01')
  for (const { request, stack } of told) {
    expect(page).toContain(request)
    expect(stack.length).toBeGreaterThan(0)
  }
  expect(JSON.stringify(told)).not.toContain('published_post')
})

test('a page for which the database has no room just now is there in a moment', async () => {
  const answer = await whileEssaysFail({ words: 'too many', code: '53300' }, () => fetch(`${origin}/posts/${slug}`, { headers: { cookie: 'afterword-carried=nothing' } }))
  expect([answer.status, Number(answer.headers.get('retry-after'))]).toEqual([503, expect.any(Number)])
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  await answer.text()
  lines.length = 0
})

/** What the server has taken of a processor, in hundredths of a second. */
function ticks(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}

test.runIf(process.platform === 'linux')('when whoever reads the log has gone, the server goes on and says nothing of it to itself', async () => {
  server.stderr?.destroy()
  await writer().$executeRawUnsafe('ALTER VIEW published_post RENAME TO published_post_away')
  const answer = await fetch(`${origin}/posts/${slug}`, { headers: { cookie: 'afterword-carried=nothing' } }).finally(() => writer().$executeRawUnsafe('ALTER VIEW published_post_away RENAME TO published_post'))
  expect(answer.status).toBe(500)
  const before = ticks()
  await sleep(2_000)
  expect(ticks() - before).toBeLessThan(20)
  expect((await fetch(`${origin}/posts/${slug}`)).status).toBe(200)
})
