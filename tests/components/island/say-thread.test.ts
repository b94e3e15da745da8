import { expect, test } from 'vitest'
import { sayArrived, sayFold, sayNew, sayStanding } from '#components/comments/island/say-thread.ts'

test('where one is, is said in one breath: who, whom to, how deep, which of how many, new, folded', () => {
  const standing = { heading: 'Rae, replying to Ada, level 3', place: 2, of: 14, isNew: true, folded: 0 }
  expect(sayStanding(standing)).toBe('Rae, replying to Ada, level 3, 2 of 14, new')
  expect(sayStanding({ ...standing, isNew: false, folded: 1 })).toBe('Rae, replying to Ada, level 3, 2 of 14, 1 reply folded')
  expect(sayStanding({ ...standing, folded: 5 })).toBe('Rae, replying to Ada, level 3, 2 of 14, new, 5 replies folded')
})

test('a fold says how much is in it, and how much of that is new', () => {
  expect(sayFold({ replies: 1, fresh: 1, folded: false })).toBe('1 reply')
  expect(sayFold({ replies: 4, fresh: 0, folded: true })).toBe('4 replies folded')
  expect(sayFold({ replies: 4, fresh: 2, folded: true })).toBe('4 replies folded, 2 new')
})

test('nothing is said to be counted that was not', () => {
  expect([sayNew(1, 100), sayNew(100, 100), sayNew(101, 100)]).toEqual(['1 new since your last visit', '100 new since your last visit', 'More than 100 new since your last visit'])
  expect([sayArrived(1, 50), sayArrived(49, 50), sayArrived(50, 50)]).toEqual(['1 new reply', '49 new replies', '50 or more new replies'])
})
