import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shorten } from '#lib/posts/shorten.ts'

test.each([
  ['Short.', 20, 'Short.'],
  ['Lines\n\nbecome   one.', 40, 'Lines become one.'],
  ['One sentence here. Another that is too long.', 30, 'One sentence here.'],
  ['“Is it?” she said, “Yes, it is,” and left the room.', 12, '“Is it?”'],
  ['No. This sentence goes on and on and on.', 24, 'No. This sentence goes …'],
  ['Words, and more words follow here', 8, 'Words …'],
])('%j in %i characters is %j', (text, most, expected) => {
  expect(shorten(text, most)).toBe(expected)
})

test('what is cut is a beginning of the text, and no longer than asked but for the ellipsis', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 10, max: 60 }), (text, most) => {
      const short = shorten(text, most)
      const line = text.replace(/\s+/g, ' ').trim()
      expect(line.startsWith(short.replace(/ …$/, ''))).toBe(true)
      expect(short.length).toBeLessThanOrEqual(most + 2)
    }),
  )
})
