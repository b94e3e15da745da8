import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { finished } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { gatherAnswer } from '#lib/http/documents/gather-answer.ts'

const request = () => Object.assign(new IncomingMessage(new Socket()), { method: 'GET', url: '/' })
const here = new AbortController().signal

test('what is written in parts comes as a whole, with its status and its headers', async () => {
  const whole = await gatherAnswer(request(), here, async (response) => {
    response.statusCode = 404
    response.setHeader('Content-Type', 'text/html')
    response.setHeader('Set-Cookie', ['a=1', 'b=2'])
    response.flushHeaders()
    response.write('<p>Ä')
    await new Promise((resolve) => response.write(new Uint8Array([0xe2, 0x80]), resolve))
    response.write(Buffer.from([0x93]))
    response.end('</p>', 'utf8')
  })
  expect(whole).toMatchObject({ status: 404, headers: { 'content-type': 'text/html', 'set-cookie': ['a=1', 'b=2'] } })
  expect(whole?.body.toString()).toBe('<p>Ä–</p>')
})

test('a head may be written at once, with its headers in either form', async () => {
  const [one, other] = await Promise.all([
    gatherAnswer(request(), here, async (response) => response.writeHead(303, 'See Other', { Location: '/a' }).end()),
    gatherAnswer(request(), here, async (response) => response.writeHead(200, ['X-A', '1', 'X-A', '2'] as never).end('x')),
  ])
  expect(one).toMatchObject({ status: 303, headers: { location: '/a' } })
  expect(other?.headers['x-a']).toEqual(['1', '2'])
})

test('after its head nothing can be added to it, and after its end it is finished, as with a browser at the other side', async () => {
  const events: string[] = []
  await gatherAnswer(request(), here, async (response) => {
    for (const event of ['finish', 'close']) response.once(event, () => events.push(event))
    response.write('a')
    expect(response.headersSent).toBe(true)
    expect(() => response.setHeader('X-Late', '1')).toThrow()
    response.end('b')
    response.end('c')
    await finished(response)
    expect([response.writableEnded, response.writableFinished, response.destroyed]).toEqual([true, true, false])
  })
  expect(events).toEqual(['finish', 'close'])
})

test('when nobody waits any more, who answers is told, and nothing is kept', async () => {
  const gone = new AbortController()
  let told = false
  const whole = gatherAnswer(request(), gone.signal, async (response) => {
    response.once('close', () => (told = !response.writableFinished))
    response.write('the beginning')
    gone.abort()
  })
  expect(await whole).toBeNull()
  expect(told).toBe(true)
  expect(await gatherAnswer(request(), gone.signal, async (response) => response.end('never asked'))).toBeNull()
})

test('an answer that breaks off is none, and a failure is told', async () => {
  expect(await gatherAnswer(request(), here, async (response) => {
    response.write('half')
    response.destroy(new Error('the rest cannot be rendered'))
  })).toBeNull()
  await expect(gatherAnswer(request(), here, async () => {
    throw new Error('nothing was rendered')
  })).rejects.toThrow('nothing was rendered')
})
