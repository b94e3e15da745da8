import { beforeAll, describe, expect, test } from 'vitest'
import { writeSamples } from '#lib/samples/write-samples.ts'
import { ofThreads, operations } from './operations.ts'
import type { OperationName } from './operations.ts'
import { plansOf, vacuum } from './plans-of.ts'
import type { PlanCost } from './read-plan.ts'

/** So many places of the top level are in four stretches. */
const comments = 2_000
const stretches = 4

/** One essay that was talked about beside many that were not: for it alone, PostgreSQL thought a plan of its own cheaper than one for all. */
describe('a page of a long flat thread', () => {
  const found = new Map<OperationName, PlanCost[]>()

  beforeAll(async () => {
    await writeSamples({ posts: 20, comments: 10, pending: 0, decided: 0 }, () => {})
    await writeSamples({ posts: 1, comments, pending: 0, decided: 0, answers: 0 }, () => {})
    await vacuum()
    for (const name of ofThreads) {
      // What is looked up once, to have something to measure with, is no part of it.
      await operations[name]()
      found.set(name, await plansOf(operations[name]))
    }
  }, 120_000)

  test.each(ofThreads)('%s: is not planned anew each time', (name) => {
    const plans = found.get(name) ?? []
    expect(plans).not.toEqual([])
    expect(plans.flatMap(({ anew, statement }) => (anew ? [statement] : []))).toEqual([])
  })

  // Where a page begins and ends is looked for in each of them, at most.
  test.each(ofThreads)('%s: the marks of the thread are summed once, and not for each comment', (name) => {
    expect((found.get(name) ?? []).flatMap(({ read, statement }) => ((read['thread_stretch'] ?? 0) > 2 * stretches ? [statement] : []))).toEqual([])
  })
})
