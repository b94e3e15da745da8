import { describe, expect, test } from 'vitest'
import { sayCount, sayEndings, sayRecord } from '#components/moderation/people/say-record.ts'
import { sayPace } from '#components/people/say-measure.ts'

const words = { hide: 'taken down', dismiss: 'nothing wrong', waiting: 'waiting' }

describe('a record in words', () => {
  test.each([
    [{ approved: 3, returned: 1, rejected: 0, hidden: 2 }, '3 approved, 1 returned, 2 taken down'],
    [{ approved: 0, returned: 0, rejected: 0, hidden: 0 }, 'Nothing was decided yet'],
    [{ approved: 1_000, returned: 0, rejected: 0, hidden: 0, withdrawn: 1 }, '1,000 or more approved, 1 withdrawn'],
  ])('%o', (counts, said) => expect(sayRecord(counts)).toBe(said))

  test.each([
    [{ all: 0, ended: {} }, 'None'],
    [{ all: 2, ended: { waiting: 2 } }, '2 waiting'],
    [{ all: 5, ended: { hide: 3, waiting: 1, dismiss: 1 } }, '5: 3 taken down, 1 nothing wrong, 1 waiting'],
  ])('%o', (endings, said) => expect(sayEndings(endings, words)).toBe(said))

  test('says where counting stopped', () => expect([sayCount(99, 100), sayCount(100, 100)]).toEqual(['99', '100 or more']))
})

test.each([
  [60, 'a minute'], [600, 'every 10 minutes'], [3_600, 'an hour'], [21_600, 'every 6 hours'], [86_400, 'a day'], [604_800, 'a week'], [90, 'every 90 seconds'],
])('one text in %i seconds is one text %s', (seconds, said) => expect(sayPace(seconds)).toBe(said))
