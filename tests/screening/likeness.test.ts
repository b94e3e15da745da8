import { expect, test } from 'vitest'
import { bandsOf, likenessOf, nearLikeness, sequencesOf } from '#lib/screening/likeness.ts'

const advert = 'Dear friends, I made three thousand in a week from home with this simple trick and so can you, write to me today'

function compare(one: string, other: string) {
  const [first, second] = [sequencesOf(one), sequencesOf(other)]
  return { likeness: likenessOf(first, second), meets: bandsOf(first).some((band) => bandsOf(second).includes(band)) }
}

test.each([
  ['the same text', advert, advert],
  ['other signs and capitals', advert, advert.toUpperCase().replaceAll(',', ' –')],
  ['look-alike letters', advert, advert.replaceAll('a', '\u0430').replaceAll('e', '\u0435')],
  ['two words', 'Buy now', 'buy NOW!'],
])('%s: wholly alike', (_, one, other) => {
  expect(compare(one, other)).toEqual({ likeness: 1, meets: true })
})

test.each([
  ['a name changed', advert, advert.replace('friends', 'readers')],
  ['a number changed', advert, advert.replace('three', 'nine')],
  ['a sentence more', advert, `${advert}. Only until Sunday.`],
])('%s: nearly the same', (_, one, other) => {
  const { likeness, meets } = compare(one, other)
  expect(likeness).toBeGreaterThanOrEqual(nearLikeness)
  expect(likeness).toBeLessThan(1)
  expect(meets).toBe(true)
})

test.each([
  ['another text', advert, 'The light in the last reel is what I went back for, twice in one week, and I would go again.'],
  ['the same words in another order', advert, advert.split(' ').toReversed().join(' ')],
  ['nothing and something', '', advert],
  ['nothing and nothing', '', ''],
])('%s: not alike', (_, one, other) => {
  expect(compare(one, other).likeness).toBeLessThan(0.1)
})
