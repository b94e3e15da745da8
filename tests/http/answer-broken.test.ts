import { once } from 'node:events'
import { createServer } from 'node:http'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { answerBroken } from '#lib/http/answer-broken.ts'

test('who sends without end and never hangs up is told so, and has no place here any more', async () => {
  const server = createServer({ requestTimeout: 300, headersTimeout: 200, connectionsCheckingInterval: 50 }, (request) => request.resume())
  server.on('clientError', answerBroken)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const taken = once(server, 'connection')
  const socket = net.connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true })
  let said = ''
  socket.on('data', (chunk: Buffer) => (said += chunk)).on('error', () => {})
  socket.write('POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 500000\r\n\r\n')
  const dripping = setInterval(() => socket.write('a'), 50)
  const [held] = (await taken) as [net.Socket]
  await once(held, 'close')
  clearInterval(dripping)
  socket.destroy()
  server.close()
  expect(said).toContain('408 Request Timeout')
  const safe = ['Cross-Origin-Opener-Policy: same-origin', 'X-Content-Type-Options: nosniff', 'Referrer-Policy: strict-origin-when-cross-origin', 'Cache-Control: private, no-store', `Content-Security-Policy: default-src 'none'; form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'`]
  expect(said.split('\r\n')).toEqual(expect.arrayContaining(safe))
}, 15_000)
