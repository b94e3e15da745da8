import { expect, test } from 'vitest'
import { keepVisit, mostKept, readKept } from '#components/comments/island/kept-visits.ts'

const visit = (at: number) => ({ since: 1, until: 2, at })

test('of what a browser kept, only what can be a visit is believed', () => {
  const kept = { good: visit(3), short: { since: 1 }, words: { since: 'a', until: 'b', at: 'c' }, none: null, endless: { since: 1, until: 2, at: Infinity } }
  expect(readKept(kept)).toEqual({ good: visit(3) })
  for (const other of [null, 'words', 5, [], undefined]) expect(readKept(other)).toEqual({})
})

test('the thread that was not looked at for longest is forgotten first', () => {
  let kept = {}
  for (let at = 0; at <= mostKept; at++) kept = keepVisit(kept, `essay-${at}`, visit(at))
  expect(Object.keys(kept)).toHaveLength(mostKept)
  expect(kept).not.toHaveProperty('essay-0')
  expect(keepVisit(kept, 'essay-1', visit(999))).toHaveProperty('essay-1', visit(999))
})
