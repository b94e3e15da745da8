import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { answerInOrder } from '#lib/http/answer-in-order.ts'

let [inside, most, begun] = [0, 0, 0]

const server = createServer((request, response) => answerInOrder(request, response, () => {
  begun++
  most = Math.max(most, ++inside)
  const answer = () => {
    inside--
    response.end(request.url?.startsWith('/large') ? Buffer.alloc(8 * 1024 * 1024, 'x') : `${request.method} ${request.url};`)
  }
  // Some are answered at once, as pages that are kept are.
  if (request.url?.endsWith('0')) answer()
  else setTimeout(answer, 1)
}))

afterEach(() => {
  server.closeAllConnections()
  ;[inside, most, begun] = [0, 0, 0]
})

/** Sends all of it at once over one connection. */
async function send(requests: string[]): Promise<Socket> {
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(requests.join(''))
  return socket
}

async function answersTo(requests: string[]): Promise<string[]> {
  const socket = await send([...requests, 'GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'])
  let all = ''
  for await (const chunk of socket) all += chunk
  return [...all.matchAll(/(?:GET|POST) \/\w+(?=;)/g)].map(String)
}

test('what is sent at once over a connection is answered one after another, in its order, with what was sent along', async () => {
  const names = Array.from({ length: 60 }, (_, number) => `/a${number}`)
  const sent = names.map((name, at) => (at % 7 === 0 ? `POST ${name} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello` : `GET ${name} HTTP/1.1\r\nHost: x\r\n\r\n`))
  expect(await answersTo(sent)).toEqual([...names.map((name, at) => `${at % 7 === 0 ? 'POST' : 'GET'} ${name}`), 'GET /last'])
  expect(most).toBe(1)
})

test('of whoever reads nothing one answer is made, however many they ask for', async () => {
  const socket = await send(Array.from({ length: 50 }, (_, number) => `GET /large${number} HTTP/1.1\r\nHost: x\r\n\r\n`))
  socket.pause()
  await expect.poll(() => begun).toBeGreaterThan(0)
  await sleep(200)
  // The network itself takes some of it.
  expect(begun).toBeLessThan(4)
})

test('a connection on which more wait than anybody needs is ended', async () => {
  const socket = await send(Array.from({ length: 2_000 }, (_, number) => `GET /b${number}1 HTTP/1.1\r\nHost: x\r\n\r\n`))
  socket.resume()
  await new Promise((resolve) => socket.once('close', resolve))
  await sleep(20)
  expect(begun).toBeLessThan(110)
})
