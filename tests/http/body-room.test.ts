import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BodyRooms } from '#lib/http/body-room.ts'
import { serveRequest } from '#lib/http/serve-request.ts'

/** The server takes the word of a proxy on this machine for where somebody is. */
const from = (address: string) => ({ 'x-forwarded-for': address })
const rooms = () => new BodyRooms({ together: 100, fromOne: 40 })

async function handle(_: IncomingMessage, response: ServerResponse) {
  response.end('taken')
}

const behind = { handle, dev: false, own: null, draw: null, pages: null, signedIn: async () => false, stopping: () => false }
const server = createServer((request, response) => void serveRequest(request, response, behind))
let port: number

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Sends most of a long text and never the rest of it. */
function begin(address: string): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  const head = `POST /api/v1/write HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Forwarded-For: ${address}\r\nContent-Type: text/plain\r\nContent-Length: 250000\r\n\r\n`
  socket.write(head + 'x'.repeat(240_000))
  return socket
}

const send = (address: string) => fetch(`http://127.0.0.1:${port}/api/v1/posts/any/comments`, { method: 'POST', body: 'x'.repeat(250_000), headers: from(address) })

test('one network gets its part, whatever it opens, and others theirs', () => {
  const all = rooms()
  const [first, second, other] = [all.open('one'), all.open('one'), all.open('other')]
  expect([first.take(30), second.take(10), second.take(1)]).toEqual([true, true, false])
  expect(other.take(40)).toBe(true)
})

test('all together get no more than there is', () => {
  const all = rooms()
  expect(['a', 'b', 'c'].map((from) => all.open(from).take(40))).toEqual([true, true, false])
  expect(all.open('c').take(20)).toBe(true)
})

test('who leaves makes room, once, for what was theirs', () => {
  const all = rooms()
  const [first, second] = [all.open('one'), all.open('one')]
  expect([first.take(20), second.take(20)]).toEqual([true, true])
  first.leave()
  first.leave()
  expect([second.take(20), second.take(1)]).toEqual([true, false])
  second.leave()
  expect(all.open('one').take(40)).toBe(true)
})

test('a network that sends many texts and finishes none is refused more, with words, until they are gone', async () => {
  const held = Array.from({ length: 160 }, () => begin('10.1.0.1'))
  await expect.poll(async () => (await send('10.1.0.1')).status, { timeout: 10_000 }).toBe(503)
  const refused = await send('10.1.0.1')
  expect([refused.headers.get('retry-after'), await refused.text()]).toEqual(['5', expect.stringContaining('your text will still be in the form')])
  expect((await send('10.1.0.2')).status).toBe(200)
  for (const socket of held) socket.destroy()
  await expect.poll(async () => (await send('10.1.0.1')).status, { timeout: 10_000 }).toBe(200)
}, 30_000)
