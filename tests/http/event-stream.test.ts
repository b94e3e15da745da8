import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { endStreams, eventStream, hasEnoughStreams, streamsPerPerson } from '#lib/http/event-stream.ts'
import type { StreamMessage } from '#lib/http/event-stream.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** An open stream, what it has written so far, and its handles. */
function open({ person = 'mo', stands = async () => true }: { person?: string; stands?: () => Promise<boolean> } = {}) {
  const gone = new AbortController()
  const stopped = vi.fn()
  let send: (message: StreamMessage) => void = () => {}
  const body = eventStream({
    person, signal: gone.signal, stands,
    begin(sendOne) {
      send = sendOne
      return stopped
    },
  })
  const reader = body.getReader()
  const text = new TextDecoder()
  const next = async () => {
    const { done, value } = await reader.read()
    return done ? null : text.decode(value)
  }
  return { send: (message: StreamMessage) => send(message), next, gone, stopped, cancel: () => reader.cancel() }
}

test('each event has its number and its name, and says first when to come back', async () => {
  const { send, next, gone } = open()
  expect(await next()).toMatch(/^retry: [123]\d{3}\n\n$/)
  send({ id: '7', event: 'desk', data: { waiting: 3 } })
  expect(await next()).toBe('id: 7\nevent: desk\ndata: {"waiting":3}\n\n')
  send({ data: 'a line\nand another' })
  expect(await next()).toBe('data: "a line\\nand another"\n\n')
  gone.abort()
})

test('a quiet stream says something every fifteen seconds', async () => {
  const { next, gone } = open()
  await next()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await next()).toBe(': still here\nevent: beat\ndata: {}\n\n')
  gone.abort()
})

test('who may not listen any more is told nothing but that it is over, at the next event', async () => {
  let allowed = true
  const { send, next, stopped } = open({ stands: async () => allowed })
  await next()
  allowed = false
  send({ data: 'a secret' })
  expect([await next(), await next()]).toEqual(['event: over\ndata: {}\n\n', null])
  expect(stopped).toHaveBeenCalledOnce()
})

test('the same within fifteen seconds when nothing happens', async () => {
  let allowed = true
  const { next } = open({ stands: async () => allowed })
  await next()
  allowed = false
  await vi.advanceTimersByTimeAsync(15_000)
  expect([await next(), await next()]).toEqual(['event: over\ndata: {}\n\n', null])
})

test('nobody listens while it cannot be found out who may', async () => {
  const { send, next, stopped } = open({ stands: () => Promise.reject(new Error('The database is away')) })
  await next()
  send({ data: 'a secret' })
  expect(await next()).toBeNull()
  expect(stopped).toHaveBeenCalledOnce()
})

test('a browser that has gone ends it on our side, once', async () => {
  const { gone, next, stopped } = open()
  await next()
  gone.abort()
  expect(await next()).toBeNull()
  gone.abort()
  expect(stopped).toHaveBeenCalledOnce()
})

test('an answer that is thrown away ends it as well', async () => {
  const { cancel, stopped } = open()
  await cancel()
  expect(stopped).toHaveBeenCalledOnce()
})

test('a browser that takes nothing in is let go', async () => {
  const { send, stopped } = open()
  for (let count = 0; count < 200; count++) send({ data: count })
  await vi.advanceTimersByTimeAsync(0)
  expect(stopped).toHaveBeenCalledOnce()
})

test('one person has a few streams, everybody else theirs, and a closed one counts no more', () => {
  const five = Array.from({ length: streamsPerPerson }, () => open({ person: 'noor' }))
  expect([hasEnoughStreams('noor'), hasEnoughStreams('ida')]).toEqual([true, false])
  five[0]?.gone.abort()
  expect(hasEnoughStreams('noor')).toBe(false)
  for (const each of five) each.gone.abort()
})

test('a process that ends closes what is open, and what begins after', async () => {
  const before = open()
  endStreams()
  const after = open()
  for (const { next, stopped } of [before, after]) {
    await next()
    expect(await next()).toBeNull()
    expect(stopped).toHaveBeenCalledOnce()
  }
})
