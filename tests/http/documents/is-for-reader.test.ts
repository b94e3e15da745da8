import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { isForReader } from '#lib/http/documents/for-reader.ts'

const asks = (url: string, headers: Record<string, string> = {}, origin = 'http://127.0.0.1:3000') =>
  isForReader(Object.assign(new IncomingMessage(new Socket()), { url, headers }), origin)

test.each(['/', '/posts/one?page=2', '/c/1', '/people/ada', '/tags/film', '/series/one', '/search?q=/moderation', '/guidelines', '/log', '/c/1/history', '/no/such', '/feed.xml', '/writers'])('%s is something to read', (url) => {
  expect(asks(url)).toBe(true)
  expect(asks(url, { cookie: 'afterword_theme=dark; afterword-carried=x' })).toBe(true)
  expect(asks(url, { cookie: 'a=1;afterword-session=x' })).toBe(false)
  expect(asks(url, { rsc: '1' })).toBe(false)
  expect(asks(url, { 'next-action': 'x' })).toBe(false)
})

test.each(['/sign-in', '/sign-up?then=%2F', '/account', '/moderation/log', '/admin', '/notifications', '/unsubscribe/x', '/write', '/_next/static/a.js', '/api/v1/search'])('%s is not', (url) => {
  expect(asks(url)).toBe(false)
})

test('behind https the session has another name', () => {
  const origin = 'https://example.org'
  expect(asks('/', { cookie: '__Host-afterword-session=x' }, origin)).toBe(false)
  expect(asks('/', { cookie: 'afterword-session=x' }, origin)).toBe(true)
})
