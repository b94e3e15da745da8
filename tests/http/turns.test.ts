import { afterEach, expect, test, vi } from 'vitest'
import { Turns } from '#lib/http/turns.ts'

const here = () => new AbortController().signal
const rules = { atOnce: 1, mostWaiting: 10, patience: 1_000 }

afterEach(() => vi.useRealTimers())

/** Those who come, each from a place, and the order in which they are let in; each leaves at once. */
async function orderOf(turns: Turns, names: readonly string[]): Promise<string[]> {
  const inside = await turns.take(here())
  const order: string[] = []
  const all = names.map(async (name) => {
    const leave = await turns.take(here(), name.slice(0, 1))
    order.push(name)
    leave?.()
  })
  inside?.()
  await Promise.all(all)
  return order
}

test('who comes from one place is let in as they came, and each place has its turn', async () => {
  expect(await orderOf(new Turns(rules), ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2'])).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4'])
})

test('never more are inside than may be, whoever gives up meanwhile', async () => {
  const turns = new Turns({ ...rules, atOnce: 3, mostWaiting: 100 })
  let [inside, most] = [0, 0]
  const visit = async (number: number) => {
    const gone = new AbortController()
    const taking = turns.take(gone.signal, String(number % 4))
    if (number % 5 === 0) gone.abort()
    const leave = await taking
    if (!leave) return false
    most = Math.max(most, ++inside)
    await Promise.resolve()
    inside--
    leave()
    leave()
    return true
  }
  const served = await Promise.all(Array.from({ length: 60 }, (_, number) => visit(number)))
  expect(most).toBe(3)
  // The first three found room at once, and one of them was gone before it was let in.
  expect(served.filter((each) => !each)).toHaveLength(11)
  expect(await Promise.all([0, 1, 2].map(() => turns.take(here())))).not.toContain(null)
})

test('where no more may wait, whoever comes alone takes the place of the last of many, and nobody that of their equals', async () => {
  const turns = new Turns({ ...rules, mostWaiting: 4 })
  const inside = await turns.take(here())
  const served: string[] = []
  const visit = async (name: string) => {
    const leave = await turns.take(here(), name.slice(0, 1))
    if (leave) served.push(name)
    leave?.()
    return leave !== null
  }
  const all = ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'c1', 'd1', 'b2'].map(visit)
  expect(await Promise.all([all[1], all[2], all[3], all[4], all[8]])).toEqual([false, false, false, false, false])
  inside?.()
  await Promise.all(all)
  expect(served).toEqual(['a1', 'b1', 'c1', 'd1'])
  expect(await Promise.race([turns.take(here()), 'waits'])).not.toBe('waits')
})

test('who is inside too long counts no longer, and makes no second room by leaving after that', async () => {
  vi.useFakeTimers()
  const turns = new Turns({ ...rules, longest: 300 })
  const slow = await turns.take(here())
  const [second, third] = [turns.take(here()), turns.take(here())]
  await vi.advanceTimersByTimeAsync(300)
  const leave = await second
  expect(leave).not.toBeNull()
  slow?.()
  expect(await Promise.race([third, Promise.resolve('waits')])).toBe('waits')
  leave?.()
  expect(await third).not.toBeNull()
})
