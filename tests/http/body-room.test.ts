import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBodyRoom } from '#lib/http/body-room.ts'
import { serveRequest } from '#lib/http/serve-request.ts'

/** The server takes the word of a proxy on this machine for where somebody is. */
const from = (address: string) => ({ 'x-forwarded-for': address })
const megabyte = 1024 * 1024

async function handle(_: IncomingMessage, response: ServerResponse) {
  response.end('taken')
}

const behind = { handle, dev: false, own: null, pages: null, signedIn: async () => false, stopping: () => false }
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

test('from one network so much may be on its way, what is left makes room, and others never notice', () => {
  const [first, second] = [openBodyRoom('10.0.0.1'), openBodyRoom('10.0.0.1')]
  expect(first.take(20 * megabyte)).toBe(true)
  expect(second.take(20 * megabyte)).toBe(false)
  expect(openBodyRoom('10.0.0.2').take(20 * megabyte)).toBe(true)
  second.leave()
  expect(first.take(10 * megabyte)).toBe(true)
  first.leave()
  first.leave()
  expect(openBodyRoom('10.0.0.1').take(32 * megabyte)).toBe(true)
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
