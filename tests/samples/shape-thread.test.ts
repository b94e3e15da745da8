import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomFrom } from '#lib/samples/sample-random.ts'
import { shapeThread } from '#lib/samples/shape-thread.ts'

describe('the shape of a sample thread', () => {
  test('is a discussion: everyone answers something said before, at most twelve levels deep', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 400 }), fc.integer(), (count, seed) => {
      const thread = shapeThread(count, randomFrom(seed))
      expect(thread).toHaveLength(count)
      for (const [index, { parent, depth, moment }] of thread.entries()) {
        expect(parent === null ? -1 : parent).toBeLessThan(index)
        expect(depth).toBe(parent === null ? 0 : (thread[parent]?.depth ?? 0) + 1)
        expect(depth).toBeLessThan(12)
        expect(moment).toBeGreaterThan(parent === null ? -1 : thread[parent]?.moment ?? 1)
        expect(moment).toBeLessThanOrEqual(1)
      }
    }))
  })

  test('has many branches of few comments and a few of many', () => {
    const thread = shapeThread(5_000, randomFrom(1))
    const answers = thread.map((_, index) => thread.filter(({ parent }) => parent === index).length)
    expect(thread.filter(({ parent }) => parent === null).length).toBeGreaterThan(1_000)
    expect(answers.filter((count) => count === 0).length).toBeGreaterThan(2_000)
    expect(Math.max(...answers)).toBeGreaterThan(15)
    expect(Math.max(...thread.map(({ depth }) => depth))).toBe(11)
  })

  test('goes as deep as it is told, as far as there are comments for it', () => {
    const deepest = (count: number, levels: number) => Math.max(...shapeThread(count, randomFrom(3), levels).map(({ depth }) => depth)) + 1
    expect(deepest(10_000, 1_000)).toBe(1_000)
    expect(deepest(1_200, 1_000)).toBe(1_000)
    expect(deepest(50, 1_000)).toBeGreaterThan(12)
    const thread = shapeThread(10_000, randomFrom(3), 1_000)
    expect(thread.filter(({ depth }) => depth === 999).length).toBeGreaterThanOrEqual(3)
    expect(thread.every(({ parent }, index) => (parent ?? -1) < index)).toBe(true)
  })

  test('is the same for the same seed', () => {
    expect(shapeThread(50, randomFrom(7))).toEqual(shapeThread(50, randomFrom(7)))
    expect(shapeThread(50, randomFrom(7))).not.toEqual(shapeThread(50, randomFrom(8)))
  })
})
