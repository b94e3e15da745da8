import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planThread } from '#lib/exchange/plan-thread.ts'
import type { Placeable } from '#lib/exchange/plan-thread.ts'

const at = (day: number) => new Date(Date.UTC(2012, 4, day))
const comment = (id: number, parent = 0, more: Partial<Placeable> = {}): Placeable => ({ id: String(id), parent: String(parent), at: at(id), kept: true, ...more })
const places = (comments: Placeable[]) =>
  planThread(comments).map(({ comment: { id }, parent, depth, displaced }) => [id, parent?.id ?? null, depth, ...(displaced ? [displaced] : [])])

describe('every comment finds its place', () => {
  test.each<[string, Placeable[], unknown[]]>([
    ['parents before replies, whatever the order of the file', [comment(3, 2), comment(2, 1), comment(1)], [['1', null, 0], ['2', '1', 1], ['3', '2', 2]]],
    ['siblings by date, not by number', [comment(1, 0, { at: at(9) }), comment(2)], [['2', null, 0], ['1', null, 0]]],
    ['an empty parent is none', [comment(1, 0, { parent: '' })], [['1', null, 0]]],
    ['a reply to nothing becomes top-level', [comment(2, 99)], [['2', null, 0, 'no-parent']]],
    ['a reply to spam goes to what the spam replied to', [comment(1), comment(2, 1, { kept: false }), comment(3, 2)], [['1', null, 0], ['3', '1', 1, 'parent-left-out']]],
    ['a reply to spam at the top becomes top-level', [comment(1, 0, { kept: false }), comment(2, 1), comment(3, 2)], [['2', null, 0, 'parent-left-out'], ['3', '2', 1]]],
    ['who replies to oneself is top-level', [comment(1, 1)], [['1', null, 0, 'circle']]],
    ['a circle is cut at its oldest', [comment(3, 1), comment(1, 2), comment(2, 3), comment(4, 3)], [['1', null, 0, 'circle'], ['3', '1', 1], ['2', '3', 2], ['4', '3', 2]]],
    ['a circle of spam lets go of its replies', [comment(1, 2, { kept: false }), comment(2, 1, { kept: false }), comment(3, 2)], [['3', null, 0, 'parent-left-out']]],
  ])('%s', (_, comments, expected) => expect(places(comments)).toEqual(expected))

  test('a thread deeper than can be kept goes on at the deepest level', () => {
    const placed = planThread(Array.from({ length: 1_500 }, (_, n) => comment(n + 1, n)))
    expect(placed).toHaveLength(1_500)
    expect(Math.max(...placed.map(({ depth }) => depth))).toBe(599)
    expect(placed.filter(({ displaced }) => displaced === 'too-deep')).toHaveLength(900)
  })

  test('whatever replies to whatever: each kept comment once, after its parent', () => {
    const any = fc.array(fc.record({ id: fc.nat(12), parent: fc.nat(14), kept: fc.boolean(), day: fc.nat(5) }), { maxLength: 14 })
    fc.assert(fc.property(any, (drawn) => {
      const unique = drawn.filter(({ id }, index) => drawn.findIndex((other) => other.id === id) === index)
      const comments = unique.map(({ id, parent, kept, day }) => comment(id + 1, parent, { kept, at: at(day + 1) }))
      const placed = planThread(comments)
      expect(placed.map(({ comment: { id } }) => id).sort()).toEqual(comments.filter(({ kept }) => kept).map(({ id }) => id).sort())
      for (const [index, { parent, depth }] of placed.entries()) {
        const above = placed.findIndex((other) => other.comment === parent)
        if (parent) expect(above).toBeLessThan(index)
        expect(depth).toBe(parent ? (placed[above]?.depth ?? NaN) + 1 : 0)
      }
    }))
  })
})
