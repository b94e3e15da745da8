import { expect, test } from 'vitest'
import { pageLink, partLink, replyLink } from '#components/comments/thread-links.ts'

const part = { slug: 'salt', page: 2, after: 'x' }

test.each([
  [{ ...part, page: 1, after: '' }, '/posts/salt', '/posts/salt?reply=c#reply'],
  [{ ...part, after: '' }, '/posts/salt?page=2', '/posts/salt?page=2&reply=c#reply'],
  [{ ...part, page: 1 }, '/posts/salt?after=x', '/posts/salt?after=x&reply=c#reply'],
  [part, '/posts/salt?page=2&after=x', '/posts/salt?page=2&after=x&reply=c#reply'],
])('%o is at %s, and one replies there at %s', (links, address, reply) => {
  expect([partLink(links), replyLink(links, 'c')]).toEqual([address, reply])
})

test('another page begins at its beginning', () => {
  expect(pageLink(part, 3)).toBe('/posts/salt?page=3')
})
