import { expect, test } from 'vitest'
import { threadKeys, whatDoes } from '#components/comments/island/key-table.ts'

test('no two things have one key, and each key does what the table says', () => {
  const keys = Object.values(threadKeys).map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  for (const [does, { key }] of Object.entries(threadKeys)) expect(whatDoes(key)).toBe(does)
})

test('a capital is the same key; what is no key of a conversation does nothing', () => {
  expect(whatDoes('J')).toBe('next')
  for (const key of ['x', 'Enter', 'Shift', 'ArrowDown', ' ']) expect(whatDoes(key)).toBeNull()
})
