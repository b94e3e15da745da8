import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { requestIdOf } from '#lib/http/request-id.ts'

function from(address: string, id?: string): string {
  const request = new IncomingMessage(Object.defineProperty(new Socket(), 'remoteAddress', { value: address }))
  if (id !== undefined) request.headers['x-request-id'] = id
  return requestIdOf(request)
}

const own = /^[\w-]{12}$/
const digits = '0123456789abcdef0123456789abcdef'
const uuid = '01234567-89ab-cdef-0123-456789abcdef'

test('a proxy on this machine names the request', () => {
  expect([from('127.0.0.1', digits), from('::1', uuid), from('::ffff:127.0.0.1', uuid.toUpperCase())]).toEqual([digits, uuid, uuid])
})

test.each([['from elsewhere', '203.0.113.7', digits], ['without one', '127.0.0.1', undefined]])('%s it gets a number of ours', (_, address, id) => {
  expect(from(address, id)).toMatch(own)
})

test.each([['words', 'my-secret-words-are-here-12345678'], ['an address', 'ada@example.org'], ['a line', `${digits}\n`], ['too much', `${digits}0`], ['half a UUID', '01234567-89abcdef0123456789abcdef']])('%s name nothing', (_, id) => {
  expect(from('127.0.0.1', id)).toMatch(own)
})
