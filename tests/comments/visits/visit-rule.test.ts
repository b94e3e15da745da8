import { expect, test } from 'vitest'
import { newSince, noteVisitAt, shownUntil, visitLasts } from '#lib/comments/visits/visit-rule.ts'

const minute = 60_000
const noon = Date.parse('2026-11-22T12:00:00Z')

/** Somebody opens pages that show everything until the moment at which they are opened. */
function open(...moments: number[]) {
  return moments.reduce<ReturnType<typeof noteVisitAt> | null>((before, at) => noteVisitAt(before, at, at), null)
}

test('to whoever comes for the first time only what is approved from then on is new', () => {
  const visit = open(noon)
  expect(visit && newSince(visit, noon)).toBe(noon)
})

test('a page opened within half an hour is the same visit, and what was new stays new', () => {
  const visit = open(noon, noon + 24 * 60 * minute)
  expect(visit && newSince(visit, noon + 24 * 60 * minute)).toBe(noon)
  const again = noteVisitAt(visit, noon + 24 * 60 * minute + visitLasts, noon + 24 * 60 * minute + visitLasts)
  expect(again.since).toBe(noon)
  expect(newSince(again, again.at + visitLasts)).toBe(noon)
})

test('whoever comes later is shown as new what no page of theirs showed', () => {
  const visit = open(noon, noon + 10 * minute)
  expect(visit && newSince(visit, noon + 10 * minute + visitLasts + 1)).toBe(noon + 10 * minute)
})

test('an old page that is left in a tab takes nothing back', () => {
  const visit = open(noon, noon + 120 * minute)
  const late = noteVisitAt(visit, noon, noon + 121 * minute)
  expect(late.until).toBe(noon + 120 * minute)
})

test('one clock that runs behind another takes nothing back', () => {
  const visit = open(noon)
  expect(noteVisitAt(visit, noon, noon - minute).at).toBe(noon)
})

test('an approval that is still on its way while a page is made is not taken for seen', () => {
  expect(shownUntil(noon)).toBeLessThanOrEqual(noon - 10_000)
})
