import { expect, test } from 'vitest'
import { compareLatest } from '#components/comments/island/compare-latest.ts'

const page = { shown: [{ id: 'a', approved: 10 }, { id: 'b', approved: 20 }], known: new Set<string>(), shownUntil: 25 }

test('what was approved after the page was made has arrived, unless it is there or known', () => {
  const latest = [{ id: 'd', approved: 40 }, { id: 'c', approved: 30 }, { id: 'b', approved: 20 }, { id: 'a', approved: 10 }]
  expect(compareLatest(latest, page, true)).toEqual({ arrived: ['d', 'c'], gone: [] })
  expect(compareLatest(latest, { ...page, known: new Set(['c']) }, true).arrived).toEqual(['d'])
  expect(compareLatest(latest, { ...page, shown: [...page.shown, { id: 'd', approved: 40 }] }, true).arrived).toEqual(['c'])
})

test('what was approved before and stands on another page has not arrived', () => {
  expect(compareLatest([{ id: 'b', approved: 20 }, { id: 'elsewhere', approved: 15 }, { id: 'a', approved: 10 }], page, true).arrived).toEqual([])
})

test('what is shown, and is not among those that would name it, is gone', () => {
  expect(compareLatest([{ id: 'a', approved: 10 }], page, true).gone).toEqual(['b'])
  expect(compareLatest([], page, true).gone).toEqual(['a', 'b'])
})

test('what is older than the last that is named may still be published', () => {
  expect(compareLatest([{ id: 'c', approved: 30 }, { id: 'b', approved: 20 }], page, false).gone).toEqual([])
  expect(compareLatest([{ id: 'c', approved: 30 }, { id: 'x', approved: 15 }], page, false).gone).toEqual(['b'])
})
