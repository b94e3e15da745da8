import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { timeouts } from '#lib/http/timeouts.ts'

/** Two minutes pass in half a second. */
const hurried = Object.fromEntries(Object.entries(timeouts).map(([name, time]) => [name, Math.ceil(time / 240)]))

const large = Buffer.alloc(32 * 1024 * 1024, 'x')
let server: Server

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** Asks for something large. */
async function ask() {
  server = Object.assign(createServer({ connectionsCheckingInterval: 20 }, (_, response) => void response.end(large)), hurried)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  return socket
}

const open = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))

test('who takes nothing of an answer is let go', async () => {
  const socket = await ask()
  socket.pause()
  await expect.poll(open).toBe(1)
  await expect.poll(open, { timeout: 5_000 }).toBe(0)
  socket.destroy()
})

test('who takes it slowly gets all of it', async () => {
  const socket = await ask()
  let taken = 0
  for await (const chunk of socket) {
    const before = taken
    taken += chunk.length
    // A pause after each megabyte: all of them together are far longer than nothing may be taken.
    if (before >> 20 !== taken >> 20) await sleep(60)
  }
  expect(taken).toBeGreaterThan(large.length)
}, 20_000)
