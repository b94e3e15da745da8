import { expect, test } from 'vitest'
import { fewAtOnce } from '#lib/posts/writing/few-at-once.ts'
import { done } from '#lib/refusal.ts'
import { anonymous } from '#lib/viewer.ts'

const ada = { ...anonymous, id: 'ada' }
const nia = { ...anonymous, id: 'nia' }

test('three texts of one person are prepared at once, a fourth is told to wait, and nobody else', async () => {
  let finish = () => {}
  const slow = new Promise<void>((resolve) => (finish = resolve))
  const work = () => slow.then(() => done('prepared'))
  const three = [0, 1, 2].map(() => fewAtOnce(ada, work))
  expect(await fewAtOnce(ada, work)).toMatchObject({ ok: false, code: 'too-many', retryAfterSeconds: 2 })
  const other = fewAtOnce(nia, work)
  finish()
  expect((await Promise.all([...three, other])).every(({ ok }) => ok)).toBe(true)
  expect((await fewAtOnce(ada, work)).ok).toBe(true)
})

test('what fails makes room again', async () => {
  for (let time = 0; time < 5; time++) await expect(fewAtOnce(ada, () => Promise.reject(new Error('It broke')))).rejects.toThrow('It broke')
  expect((await fewAtOnce(ada, async () => done(null))).ok).toBe(true)
})
