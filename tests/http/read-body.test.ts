import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { readBody } from '#lib/http/read-body.ts'

const piece = Buffer.alloc(64 * 1024, 'x')

/** What is read of a body that never ends, in bytes. */
async function readOf(url: string): Promise<number> {
  const request = Object.assign(new IncomingMessage(new Socket()), { method: 'POST', url, headers: { 'transfer-encoding': 'chunked' } })
  request._read = () => void request.push(piece)
  let taken = 0
  expect(await readBody(request, (bytes) => ((taken += bytes), true))).toBe('too-large')
  return taken + piece.length
}

test.each(['/', '/sign-in', '/posts/one', '/api/v1/posts/one/comments', '/writers', '/write-to-us', '/account', '/theme'])('of a body without end %s reads less than half a megabyte', async (url) => {
  expect(await readOf(url)).toBeLessThan(500_000)
})

test('where lists are decided it reads one megabyte, where essays are written 2.7, and of an image sixteen', async () => {
  expect(await readOf('/moderation/rules/new')).toBeLessThan(1_100_000)
  expect(await readOf('/write/an-essay')).toBeLessThan(2_700_000)
  expect(await readOf('/write/images')).toBeLessThan(17_000_000)
})

test('a body that says how long it is and is too long is not read at all', async () => {
  const request = Object.assign(new IncomingMessage(new Socket()), { method: 'POST', url: '/sign-in', headers: { 'content-length': '300000' } })
  request._read = () => expect.fail('it was read')
  expect(await readBody(request, () => true)).toBe('too-large')
})

test('what there is no room for is not kept', async () => {
  const request = Object.assign(new IncomingMessage(new Socket()), { method: 'POST', url: '/sign-in', headers: {} })
  request._read = () => void request.push(piece)
  expect(await readBody(request, () => false)).toBe('crowded')
})
