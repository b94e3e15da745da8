import { expect, test } from 'vitest'
import { find, plant } from '#lib/http/route-of.ts'

const routes = plant(['/', '/posts/[slug]', '/posts/[slug]/new', '/people/[handle]', '/people/known', '/sign-in', '/sign-in/link', '/drafts/[token]', '/api/v1/[...nothing]', '/[...old]'])

test.each([
  [[], '/'],
  [['posts', 'one'], '/posts/[slug]'],
  [['posts', 'one', 'new'], '/posts/[slug]/new'],
  [['posts', 'one', 'other'], '/[...old]'],
  [['people', 'known'], '/people/known'],
  [['people', 'ada'], '/people/[handle]'],
  [['drafts', 'secret'], '/drafts/[token]'],
  [['drafts', 'secret', ''], '/[...old]'],
  [['api', 'v1', 'a', 'b'], '/api/v1/[...nothing]'],
  [['ada@example.org'], '/[...old]'],
])('%j is %s', (segments, route) => {
  expect(find(routes, segments)).toBe(route)
})

test('where nothing takes all that is left there is no route', () => {
  expect(find(plant(['/a']), ['b'])).toBe(null)
})
