import { expect, test } from 'vitest'
import { tagOf } from '#lib/http/pages/tag-of.ts'

const page = (words: string, moment = '2026-11-23T13:12:09.597Z') => Buffer.from(`<main>é<section data-thread="x" data-shown-until="${moment}" data-whole="">${words}</section></main>`)

test('a page that says the same has the same tag, whenever it was made', () => {
  expect(tagOf(page('a'))).toBe(tagOf(page('a', '2027-01-01T00:00:00.000Z')))
  expect(tagOf(page('a'))).toMatch(/^W\/"[\w-]{43}"$/)
})

test('whatever else it says makes another, and so does a moment that somebody wrote', () => {
  const written = (moment: string) => page(` data-shown-until="${moment}"`)
  const pages = [page('a'), page('b'), page('a', 'x'), page('a', 'y'), written('2026-11-23T13:12:09.597Z'), written('2026-11-24T13:12:09.597Z'), Buffer.from(''), Buffer.from('a')]
  expect(new Set(pages.map(tagOf)).size).toBe(pages.length)
})
