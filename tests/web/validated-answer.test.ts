import { expect, test } from 'vitest'
import { validatedAnswer } from '#app/_web/validated-answer.ts'

let count = 0

/** An address of its own, and what is answered there at a moment to somebody who has something. */
function place() {
  const address = `/place-${count++}`
  return (text: string, at: string, headers: Record<string, string> = {}) =>
    validatedAnswer(new Request('http://site.example/', { headers }), { address, text, type: 'text/plain', now: new Date(at) })
}

test('the date is of the moment since which the text is the same', () => {
  const answer = place()
  expect(answer('a', '2026-01-01T10:00:00.900Z').headers.get('last-modified')).toBe('Thu, 01 Jan 2026 10:00:00 GMT')
  expect(answer('a', '2026-01-01T11:00:00Z').headers.get('last-modified')).toBe('Thu, 01 Jan 2026 10:00:00 GMT')
  expect(answer('b', '2026-01-01T12:00:00Z').headers.get('last-modified')).toBe('Thu, 01 Jan 2026 12:00:00 GMT')
})

test('two texts within one second never share a date, and a text that comes back has another', () => {
  const answer = place()
  const dates = ['a', 'b', 'a'].map((text) => answer(text, '2026-01-01T10:00:00.500Z').headers.get('last-modified') ?? '')
  expect(new Set(dates).size).toBe(3)
  for (const date of dates.slice(0, 2)) expect(answer('a', '2026-01-01T10:00:02Z', { 'If-Modified-Since': date }).status).toBe(200)
  expect(answer('a', '2026-01-01T10:00:02Z', { 'If-Modified-Since': dates[2] ?? '' }).status).toBe(304)
})

test.each([
  ['a later date than any', { 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' }, 200],
  ['nothing that is a date', { 'If-Modified-Since': 'soon' }, 200],
  ['another tag and the right date', { 'If-None-Match': '"x"', 'If-Modified-Since': 'Thu, 01 Jan 2026 10:00:00 GMT' }, 200],
  ['anything at all', { 'If-None-Match': '*' }, 304],
])('who names %s has it or has it not', (_, headers: Record<string, string>, status) => {
  const answer = place()
  answer('a', '2026-01-01T10:00:00Z')
  expect(answer('a', '2026-01-01T10:05:00Z', headers).status).toBe(status)
})

test('a strong tag counts as the weak one of the same text', () => {
  const answer = place()
  const tag = answer('a', '2026-01-01T10:00:00Z').headers.get('etag') ?? ''
  expect(answer('a', '2026-01-01T10:00:00Z', { 'If-None-Match': tag.replace('W/', '') }).status).toBe(304)
  expect(answer('b', '2026-01-01T10:00:00Z', { 'If-None-Match': tag }).status).toBe(200)
})
