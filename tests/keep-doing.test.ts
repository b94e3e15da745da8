import { expect, test } from 'vitest'
import { keepDoing } from '#lib/keep-doing.ts'

test('work of the house is done again and again, also after it failed, never twice at a time, and a stop waits for what is under way', async () => {
  const told: string[] = []
  let [begun, done, most] = [0, 0, 0]
  const work = async () => {
    begun++
    if (begun === 1) throw Object.assign(new Error('rae@example.org'), { code: '57P01' })
    most = Math.max(most, begun - 1 - done)
    await new Promise((resolve) => setTimeout(resolve, 50))
    done++
  }
  const stop = keepDoing(work, { every: 10, firstAfter: 1, report: (trouble) => told.push(trouble), trouble: (code) => `It failed (${code}).` })
  await expect.poll(() => begun, { interval: 5 }).toBeGreaterThan(2)
  await stop()
  expect({ told, most, left: begun - 1 - done }).toEqual({ told: ['It failed (57P01).'], most: 1, left: 0 })
  const last = begun
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(begun).toBe(last)
})
