import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findNginx, startNginx } from './readers/start-nginx.ts'
import type { Nginx } from './readers/start-nginx.ts'

// What docs/deploy.md tells whoever puts nginx in front, with a site behind it that says when it made an answer.

const installed = findNginx() !== null
const folder = mkdtempSync(path.join(os.tmpdir(), 'afterword-nginx-'))
let asked: IncomingMessage[] = []
let slowness = 0
const site = createServer(async (request: IncomingMessage, response: ServerResponse) => {
  asked.push(request)
  const made = Date.now() + asked.length / 1_000
  await sleep(slowness)
  if (request.url?.includes('named')) response.setHeader('Set-Cookie', 'afterword-session=secret')
  response.setHeader('Cache-Control', 'public, no-cache').end(String(made))
})
let nginx: Nginx

beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const started = await startNginx(folder, (site.address() as AddressInfo).port)
  if (installed && !started) throw new Error('nginx does not take what docs/deploy.md tells it')
  if (started) nginx = started
})
afterAll(() => {
  nginx?.stop()
  site.closeAllConnections()
  site.close()
  rmSync(folder, { recursive: true, force: true })
})

const read = async (address: string, headers: Record<string, string> = {}) => (await fetch(`http://127.0.0.1:${nginx.keptPort}${address}`, { headers })).text()

/** Waits for the first moments of a second, so that what follows is within it. */
async function beginSecond() {
  await sleep(1_010 - (Date.now() % 1_000))
  asked = []
}

test.skipIf(!installed)('nobody is shown anything older than a second, and few ask the site', async () => {
  await beginSecond()
  let reads = 0
  for (const began = Date.now(); Date.now() - began < 2_500; reads++) {
    const at = Date.now()
    expect(at - Number(await read('/posts/rain'))).toBeLessThan(1_050)
  }
  expect(reads).toBeGreaterThan(20)
  expect(asked.length).toBeLessThan(6)
})

test.skipIf(!installed)('who comes while another waits for the same page does not wait longer than it takes', async () => {
  slowness = 60
  await beginSecond()
  const began = Date.now()
  await Promise.all(Array.from({ length: 8 }, () => read('/posts/slow')))
  slowness = 0
  // With a lock nginx looks again after half a second.
  expect(Date.now() - began).toBeLessThan(450)
})

test.skipIf(!installed)('who says who they are is answered by the site alone, and their answer is kept for nobody', async () => {
  for (const headers of [{ cookie: 'afterword-session=x' }, { authorization: 'Bearer x' }, { rsc: '1' }, { range: 'bytes=0-1' }] as Record<string, string>[]) {
    await beginSecond()
    const everybody = await read('/posts/mine')
    for (let turn = 0; turn < 2; turn++) expect(await read('/posts/mine', headers)).not.toBe(everybody)
    expect(await read('/posts/mine')).toBe(everybody)
    expect(asked).toHaveLength(3)
  }
}, 15_000)

test.skipIf(!installed)('an answer that names somebody, and what is private, is kept for nobody', async () => {
  for (const address of ['/named', '/account', '/drafts/secret', '/sign-in']) {
    await beginSecond()
    for (let turn = 0; turn < 3; turn++) await read(address)
    expect(asked, address).toHaveLength(3)
  }
}, 15_000)

test.skipIf(!installed)('however often a browser spells what it can unpack, there are three forms of a page', async () => {
  await beginSecond()
  for (const accepted of ['br, gzip', 'gzip, deflate, br, zstd', 'BR', 'br;q=1.0']) await read('/', { 'accept-encoding': accepted })
  for (const accepted of ['gzip', 'gzip, br;q=0', 'x, GZIP']) await read('/', { 'accept-encoding': accepted })
  for (const accepted of ['identity', 'brotli', 'br;q=0']) await read('/', { 'accept-encoding': accepted })
  expect(asked.map(({ headers }) => headers['accept-encoding'])).toEqual(['br', 'gzip', undefined])
})

test.skipIf(!installed)('while one process is replaced, and the other right after it, everybody is answered', async () => {
  const serve = (port = 0) => new Promise<Server>((resolve) => {
    const server = createServer((_, response) => void response.setHeader('Connection', 'close').end('An answer'))
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
  const portOf = (server: Server) => (server.address() as AddressInfo).port
  const processes = [await serve(), await serve()] as const
  const ports = processes.map(portOf)
  const front = await startNginx(mkdtempSync(path.join(folder, 'two-')), ports[0] ?? 0, ports[1] ?? 0)
  const statuses: number[] = []
  let going = true
  const asking = (async () => {
    for (let at = 0; going; at++, await sleep(5)) statuses.push((await fetch(`http://127.0.0.1:${front?.keptPort}/account/${at}`)).status)
  })()
  const running = [...processes]
  for (const [place, port] of ports.entries()) {
    await sleep(300)
    await new Promise((resolve) => running[place]?.close(resolve))
    await sleep(700)
    running[place] = await serve(port)
  }
  await sleep(300)
  going = false
  await asking
  front?.stop()
  for (const server of running) server.close()
  expect(statuses.length).toBeGreaterThan(50)
  expect(statuses.filter((status) => status !== 200)).toEqual([])
}, 20_000)

test.skipIf(!installed)('of one address, no more than a hundred are answered at once', async () => {
  await beginSecond()
  slowness = 1_500
  const answers = await Promise.all(Array.from({ length: 130 }, (_, at) => fetch(`http://127.0.0.1:${nginx.keptPort}/${at}`).then(({ status }) => status)))
  slowness = 0
  expect(answers.filter((status) => status === 200)).toHaveLength(100)
  expect(answers.filter((status) => status === 429)).toHaveLength(30)
}, 15_000)
