import { expect, test } from 'vitest'
import { isPartialDate, sayPartialDate } from '#lib/works/facts/partial-date.ts'

test.each(['2012', '2012-10', '2012-10-05', '0868', '2000-02-29', '2024-02-29'])('%s is a date', (date) => {
  expect(isPartialDate(date)).toBe(true)
})

test.each(['', '12', '2012-', '2012-13', '2012-00', '2012-1', '2012-10-32', '2012-02-30', '1900-02-29', '2023-02-29', '0000', '2012-10-5', 'October 2012', '2012-10-05T00:00'])(
  '"%s" is none', (date) => {
    expect(isPartialDate(date)).toBe(false)
  })

test.each([['2012', '2012'], ['2012-10', 'October 2012'], ['2012-10-05', '5 October 2012'], ['0868-05-11', '11 May 868']])('%s reads %s', (date, words) => {
  expect(sayPartialDate(date)).toBe(words)
})
