import { expect, test } from 'vitest'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import { branchLink, orderLink, pageLink, partLink, replyLink } from '#components/comments/thread-links.ts'

const part: ThreadLinks = { slug: 'salt', order: 'thread', page: 2, branch: '', after: 'x' }

test.each<[ThreadLinks, string, string]>([
  [{ ...part, page: 1, after: '' }, '/posts/salt', '/posts/salt?reply=c#reply'],
  [{ ...part, after: '' }, '/posts/salt?page=2', '/posts/salt?page=2&reply=c#reply'],
  [{ ...part, page: 1 }, '/posts/salt?after=x', '/posts/salt?after=x&reply=c#reply'],
  [{ ...part, page: 1, branch: 'b' }, '/posts/salt?branch=b&after=x', '/posts/salt?branch=b&after=x&reply=c#reply'],
  [{ ...part, page: 1, order: 'newest' }, '/posts/salt?order=newest&after=x', '/posts/salt?order=newest&after=x&reply=c#reply'],
  [part, '/posts/salt?page=2&after=x', '/posts/salt?page=2&after=x&reply=c#reply'],
])('%o is at %s, and one replies there at %s', (links, address, reply) => {
  expect([partLink(links), replyLink(links, 'c')]).toEqual([address, reply])
})

test('another page, order or branch begins at its beginning', () => {
  expect(orderLink(part, 'newest')).toBe('/posts/salt?order=newest')
  expect(orderLink(part, 'thread')).toBe('/posts/salt')
  expect(branchLink(part, 'b')).toBe('/posts/salt?branch=b')
  expect(pageLink(part, 3)).toBe('/posts/salt?page=3')
})
