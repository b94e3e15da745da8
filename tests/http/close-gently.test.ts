import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { closeGently, noteProxy } from '#lib/http/close-gently.ts'

async function open() {
  let stopping = false
  const server = createServer((request, response) => {
    noteProxy(request)
    if (stopping) response.setHeader('Connection', 'close')
    request.resume().on('end', () => response.end('done'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, close: (longest = 60_000) => ((stopping = true), closeGently(server, longest)) }
}

/** Somebody who asks on one connection and keeps it. */
async function caller(server: Server, headers = '') {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  let heard = ''
  let ended = false
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text)).on('error', () => {}).on('close', () => (ended = true))
  const ask = async (method: string) => {
    heard = ''
    socket.write(`${method} / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n${headers}\r\n`)
    await expect.poll(() => heard.endsWith('done') || ended).toBe(true)
    return heard.split('\r\n')[0]
  }
  await ask('GET')
  return { ask, ended: () => ended }
}

const proxy = 'X-Forwarded-For: 192.0.2.1\r\n'

test('a connection that a proxy keeps is there for what it sends next, and ends with that; nobody gets a new one', async () => {
  const { server, close } = await open()
  const [kept, other] = [await caller(server, proxy), await caller(server, proxy)]
  const closed = close()
  await sleep(1_000)
  expect([kept.ended(), other.ended()]).toEqual([false, false])
  await expect(new Promise((resolve, reject) => connect((server.address() as AddressInfo | null)?.port ?? 1, '127.0.0.1').on('connect', resolve).on('error', reject))).rejects.toThrow()
  for (const each of [kept, other]) expect(await each.ask('POST')).toBe('HTTP/1.1 200 OK')
  await closed
  expect([kept.ended(), other.ended()]).toEqual([true, true])
})

test('whoever has connected and was not let in yet is answered', async () => {
  const { server, close } = await open()
  const { port } = server.address() as AddressInfo
  const sent = Array.from({ length: 20 }, () => {
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n${proxy}\r\n`)
    return new Promise<string>((resolve) => {
      let heard = ''
      socket.setEncoding('utf8').on('data', (text: string) => (heard += text)).on('error', (error) => resolve(String(error))).on('close', () => resolve(heard.split('\r\n')[0] ?? ''))
    })
  })
  const closed = close()
  expect(await Promise.all(sent)).toEqual(sent.map(() => 'HTTP/1.1 200 OK'))
  await closed
})

test('who is no proxy loses a connection on which nothing is asked at once, and a proxy after five seconds', async () => {
  const takes = async (headers: string) => {
    const { server, close } = await open()
    await caller(server, headers)
    const began = performance.now()
    await close()
    return performance.now() - began
  }
  expect(await takes('')).toBeLessThan(1_500)
  const withProxy = await takes(proxy)
  expect(withProxy).toBeGreaterThan(4_500)
  expect(withProxy).toBeLessThan(10_000)
}, 20_000)

test('whoever takes longer than there is time is not waited for', async () => {
  const { server, close } = await open()
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {}).write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf')
  await sleep(100)
  const began = performance.now()
  await close(500)
  expect(performance.now() - began).toBeLessThan(2_000)
})
