import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Making } from '#lib/http/pages/making.ts'
import type { PageAddress } from '#lib/http/pages/page-address.ts'
import { PageStore } from '#lib/http/pages/page-store.ts'
import type { Made } from '#lib/http/pages/page-store.ts'
import { Turns } from '#lib/http/turns.ts'

const address: PageAddress = { kind: 'list', url: '/', theme: 'system', essay: null }
const pageOf = (name: string): Made => ({ status: 200, headers: {}, etag: name, body: { plain: Buffer.from(name) }, heads: new Map() })
const here = () => new AbortController().signal
const rules = { atOnce: 1, mostWaiting: 2, patience: 10_000 }

/** Turns, and pages that wait for theirs. */
function kitchen(wished: Partial<typeof rules> = {}) {
  const turns = new Turns({ ...rules, ...wished })
  const begin = (make: () => Promise<Made>, before: Promise<unknown> | null = null) => new Making(make, before, (gone, from) => turns.take(gone, from, true))
  return { turns, begin }
}

/** What one after the other is asked for while nothing is proved: each page is named after how many there were before. */
function unproved() {
  const { turns, begin } = kitchen({ atOnce: 5 })
  const store = new PageStore(1_000_000)
  const running: (() => void)[] = []
  let [count, most, inside] = [0, 0, 0]
  const ask = async () => {
    const making = store.makeInPassing(address, (before) => begin(async () => {
      const page = pageOf(String(++count))
      most = Math.max(most, ++inside)
      await new Promise<void>((resolve) => running.push(resolve))
      inside--
      return page
    }, before))
    making.join({ gone: here(), from: 'a' })
    const made = await making.made
    return made && typeof made === 'object' && 'etag' in made ? made.etag : made
  }
  return { turns, store, ask, running, most: () => most }
}

test('while nothing is proved a page is made for those who asked before it began, one at a time, and kept by nobody', async () => {
  const { store, ask, running, most } = unproved()
  const first = [ask(), ask(), ask()]
  await sleep(5)
  const second = Array.from({ length: 50 }, ask)
  await sleep(5)
  running.shift()?.()
  await sleep(5)
  const third = [ask()]
  while (running.length > 0) {
    running.shift()?.()
    await sleep(5)
  }
  expect(await Promise.all([...first, ...second, ...third])).toEqual([...first.map(() => '1'), ...second.map(() => '2'), '3'])
  expect([most(), store.size, store.find(address)]).toEqual([1, 0, null])
})

test('a page that takes long keeps nobody waiting for ever who wants the next', async () => {
  const { ask, running } = unproved()
  const slow = ask()
  await sleep(5)
  const next = ask()
  await expect.poll(() => running.length, { timeout: 6_000 }).toBe(2)
  running[1]?.()
  expect(await next).toBe('2')
  running[0]?.()
  expect(await slow).toBe('1')
}, 10_000)

test('a page that many wait for is made when it is the turn of any of them, though no more may wait', async () => {
  const { turns, begin } = kitchen()
  const order: string[] = []
  const leave = await turns.take(here(), 'a')
  const others = ['a', 'a'].map((from, place) => turns.take(here(), from).then((end) => (order.push(`${from}${place}`), end?.())))
  expect(await turns.take(here(), 'a')).toBeNull()
  const making = begin(async () => (order.push('page'), pageOf('x')))
  for (const from of ['a', 'b', 'c']) making.join({ gone: here(), from })
  await sleep(1)
  leave?.()
  await Promise.all([...others, making.made])
  expect(order).toEqual(['a0', 'page', 'a1'])
  // Nobody of those who waited holds a turn, or a place in the line.
  const [end, second, third] = [await turns.take(here()), turns.take(here()), turns.take(here())]
  end?.()
  ;(await second)?.()
  expect(await third).not.toBeNull()
})

test('who wants a thousand pages keeps nobody waiting who wants one', async () => {
  const { turns, begin } = kitchen()
  const order: string[] = []
  const leave = await turns.take(here(), 'greedy')
  const want = (name: string, from: string) => {
    const making = begin(async () => (order.push(name), null))
    making.join({ gone: here(), from })
    return making.made
  }
  const all = [...Array.from({ length: 1_000 }, (_, place) => want(`junk ${place}`, 'greedy')), want('page', 'reader')]
  await sleep(1)
  leave?.()
  await Promise.all(all)
  expect(order.indexOf('page')).toBe(1)
})

test('what nobody waits for any more is not made; what has begun is', async () => {
  const { turns, begin } = kitchen()
  const leave = await turns.take(here())
  const gone = new AbortController()
  const left = begin(() => Promise.reject(new Error('Nobody wants this')))
  left.join({ gone: gone.signal, from: 'a' })
  left.join({ gone: gone.signal, from: 'b' })
  await sleep(1)
  gone.abort()
  expect(await left.made).toBe('no turn')
  leave?.()
  const again = new AbortController()
  const begun = begin(async () => (again.abort(), pageOf('x')))
  begun.join({ gone: again.signal, from: 'a' })
  expect(await begun.made).toMatchObject({ etag: 'x' })
  expect(begun.hasBegun).toBe(true)
})

test('whose turn does not come in time learns that, and whoever came later still has theirs', async () => {
  const { turns, begin } = kitchen({ patience: 60 })
  const leave = await turns.take(here())
  const making = begin(async () => pageOf('x'))
  making.join({ gone: here(), from: 'a' })
  await sleep(40)
  making.join({ gone: here(), from: 'b' })
  await sleep(40)
  leave?.()
  expect(await making.made).toMatchObject({ etag: 'x' })
  const still = await turns.take(here())
  const late = begin(async () => pageOf('y'))
  late.join({ gone: here(), from: 'a' })
  expect(await late.made).toBe('no turn')
  still?.()
})
