import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askLatest } from '#components/comments/island/ask-latest.ts'

const page = Object.assign(new EventTarget(), { hidden: false })
const view = new EventTarget()
let asked: number[]
let answer: () => Response
let end: AbortController

const latest = [{ id: 'a', approved: '2026-11-22T10:00:00.000Z' }]
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000)
const look = (hidden: boolean) => {
  page.hidden = hidden
  page.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  asked = []
  answer = () => Response.json({ latest })
  end = new AbortController()
  page.hidden = false
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', view)
  vi.stubGlobal('fetch', async (address: string, { credentials }: RequestInit) => {
    expect([address, credentials]).toEqual(['/posts/an-essay/latest', 'omit'])
    asked.push(performance.now())
    return answer()
  })
})

afterEach(() => {
  end.abort()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const start = (tell: (latest: unknown) => Promise<void> = async () => {}) => askLatest('an-essay', end.signal, tell)

test('a page that is looked at asks every twenty seconds or so, and tells what it hears', async () => {
  const told: unknown[] = []
  start(async (heard) => void told.push(heard))
  await seconds(15)
  expect(asked).toEqual([])
  await seconds(105)
  expect(asked.length).toBeGreaterThanOrEqual(4)
  expect(asked.length).toBeLessThanOrEqual(7)
  expect(told[0]).toEqual([{ id: 'a', approved: Date.parse('2026-11-22T10:00:00.000Z') }])
})

test('a hidden tab asks nothing, however long it is hidden, and asks at once when it is looked at again', async () => {
  start()
  look(true)
  await seconds(3_600)
  expect(asked).toEqual([])
  look(false)
  await seconds(0)
  expect(asked).toHaveLength(1)
  look(true)
  await seconds(3_600)
  expect(asked).toHaveLength(1)
})

test('a page that nobody has touched for five minutes falls silent until somebody does', async () => {
  start()
  await seconds(330)
  const before = asked.length
  await seconds(600)
  expect(asked).toHaveLength(before)
  view.dispatchEvent(new Event('pointermove'))
  await seconds(0)
  expect(asked).toHaveLength(before + 1)
})

test('what fails is asked more and more seldom, what is told and fails as well, and what is gone never again', async () => {
  answer = () => new Response('', { status: 503 })
  start()
  await seconds(290)
  expect(asked.length).toBeLessThanOrEqual(4)
  end.abort()

  asked = []
  end = new AbortController()
  answer = () => Response.json({ latest })
  start(async () => {
    throw new Error('the rest of it could not be fetched')
  })
  await seconds(290)
  expect(asked.length).toBeLessThanOrEqual(4)
  end.abort()

  asked = []
  end = new AbortController()
  answer = () => new Response('{}', { status: 404 })
  start()
  await seconds(290)
  expect(asked).toHaveLength(1)
})
