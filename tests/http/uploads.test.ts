import { afterEach, expect, test, vi } from 'vitest'
import { takeUploadRoom } from '#lib/http/uploads.ts'

const here = () => new AbortController()

afterEach(() => vi.useRealTimers())

test('three are taken at once, the others in the order in which they came', async () => {
  const order: number[] = []
  const inside = await Promise.all([0, 1, 2].map(() => takeUploadRoom(here().signal)))
  const later = [3, 4, 5].map(async (place) => {
    const leave = await takeUploadRoom(here().signal)
    order.push(place)
    return leave
  })
  await Promise.resolve()
  expect(order).toEqual([])
  for (const leave of inside) leave?.()
  const entered = await Promise.all(later)
  expect(order).toEqual([3, 4, 5])
  for (const leave of entered) leave?.()
})

test('whoever has gone gives up their turn, and leaving twice makes room for one', async () => {
  const inside = await Promise.all([0, 1, 2].map(() => takeUploadRoom(here().signal)))
  const [gone, stays] = [here(), here()]
  const [first, second] = [takeUploadRoom(gone.signal), takeUploadRoom(stays.signal)]
  const third = takeUploadRoom(here().signal)
  gone.abort()
  expect(await first).toBeNull()
  inside[0]?.()
  inside[0]?.()
  const leaveSecond = await second
  expect(leaveSecond).not.toBeNull()
  expect(await Promise.race([third, Promise.resolve('waits')])).toBe('waits')
  for (const leave of [leaveSecond, inside[1], inside[2]]) leave?.()
  ;(await third)?.()
})

test('nobody waits for ever, and not everybody waits', async () => {
  vi.useFakeTimers()
  const inside = await Promise.all([0, 1, 2].map(() => takeUploadRoom(here().signal)))
  const waiting = Array.from({ length: 16 }, () => takeUploadRoom(here().signal))
  expect(await takeUploadRoom(here().signal)).toBeNull()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => null))
  for (const leave of inside) leave?.()
})
