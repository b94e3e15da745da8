import { describe, expect, it } from 'vitest'
import { cardPlaces } from '#components/moderation/cards/card-places.ts'
import { unpackView } from '#components/moderation/desk/desk-address.ts'

const page = { items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], next: 'later' }

describe('where a card leads', () => {
  it('to the ones before and after it, on the same page of the list', () => {
    expect(cardPlaces(page, 'here')('b')).toEqual({
      number: 2, count: 3,
      previous: '/moderation?after=here&item=a#item-a', next: '/moderation?after=here&item=c#item-c',
      onward: { view: '', after: 'here', next: 'c' }, address: '/moderation?after=here&item=b',
    })
  })

  it('from the last to the next page, and from the very last nowhere', () => {
    expect(cardPlaces(page, '')('c')).toMatchObject({ next: '/moderation?after=later', onward: { after: 'later', next: '' } })
    expect(cardPlaces({ ...page, next: null }, '')('c')).toMatchObject({ next: null, onward: { after: '', next: '' } })
  })

  it('within what a filter shows, with and without a script', () => {
    expect(cardPlaces(page, 'here', { kind: 'report', q: 'two words', mode: 'list' })('c')).toMatchObject({
      previous: '/moderation?kind=report&q=two+words&mode=list&after=here&item=b#item-b', next: '/moderation?kind=report&q=two+words&mode=list&after=later',
      onward: { view: 'kind=report&q=two+words&mode=list', after: 'later', next: '' },
    })
    expect(unpackView('kind=report&q=two+words&mode=list&after=later')).toEqual({ kind: 'report', rule: '', post: '', person: '', host: '', q: 'two words', mode: 'list' })
  })

  it('from a card beside the list into it, without a number', () => {
    expect(cardPlaces(page, '')('z')).toMatchObject({ number: 0, previous: null, next: '/moderation?item=a#item-a', onward: { next: 'a' } })
  })
})
