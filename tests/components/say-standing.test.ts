import { expect, test } from 'vitest'
import { sayAbout, sayPlace } from '#components/comments/say-standing.ts'

test.each([
  [0, 'less than a minute'],
  [50, 'about a minute'],
  [120, 'about 2 minutes'],
  [48 * 60, 'about 50 minutes'],
  [59 * 60, 'about an hour'],
  [89 * 60, 'about 90 minutes'],
  [3 * 3600, 'about 3 hours'],
  [3 * 86_400, 'about 3 days'],
  [58 * 86_400, 'about 60 days'],
  [62 * 86_400, 'about 60 days'],
])('%i seconds are %s', (seconds, said) => {
  expect(sayAbout(seconds)).toBe(said)
})

test.each([
  [1, null, 'It is next in the queue.'],
  [7, 7200, 'It is number 7 in the queue; a decision usually takes about 2 hours.'],
  [1000, null, 'It is number 1,000 or later in the queue.'],
  [null, 120, 'A decision usually takes about 2 minutes.'],
  [null, null, ''],
])('place %s with a usual wait of %s seconds: %s', (position, wait, said) => {
  expect(sayPlace(position, wait)).toBe(said)
})
