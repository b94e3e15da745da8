import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'

const id = '01900000-0000-7000-8000-000000000000'
const word = (at: string) => Buffer.from(JSON.stringify([at, id])).toString('base64url')

test('a place in a list comes back from its word', () => {
  const place = { at: new Date('2026-03-01T09:00:00.123Z'), id }
  expect(decodeCursor(encodeCursor(place))).toEqual(place)
})

test.each(['0000-01-01T00:00:00Z', '+010000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '2026-02-30T00:00:00Z', 'soon'])('%s is no moment of a place', (at) => {
  expect(decodeCursor(word(at))).toBeNull()
})
