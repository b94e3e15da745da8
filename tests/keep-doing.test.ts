import { expect, test } from 'vitest'
import { keepDoing } from '#lib/keep-doing.ts'

test('work of the house is done again and again, also after it failed, and a stop waits for what is under way', async () => {
  const told: string[] = []
  const begun: number[] = []
  let done = 0
  const work = async () => {
    begun.push(begun.length)
    if (begun.length === 1) throw Object.assign(new Error('rae@example.org'), { code: '57P01' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    done++
  }
  const stop = keepDoing(work, { every: 150, firstAfter: 1, report: (trouble) => told.push(trouble), trouble: (code) => `It failed (${code}).` })
  await expect.poll(() => begun.length).toBe(2)
  await stop()
  expect([told, done]).toEqual([['It failed (57P01).'], 1])
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(begun).toHaveLength(2)
})
