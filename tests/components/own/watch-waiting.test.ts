import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchWaiting } from '#components/comments/own/watch-waiting.ts'
import type { Standing } from '#components/comments/own/watch-waiting.ts'

let asked: string[][]
let answer: (ids: string[]) => Response
let ends: (() => void)[]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
  asked = []
  ends = []
  vi.stubGlobal('document', { hidden: false })
  vi.stubGlobal('fetch', async (address: string) => {
    const { pathname, searchParams } = new URL(address, 'http://127.0.0.1')
    expect(pathname).toBe('/account/comments/waiting')
    asked.push(searchParams.getAll('id'))
    return answer(searchParams.getAll('id'))
  })
})

afterEach(() => {
  for (const end of ends) end()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function watch(id: string): Standing[] {
  const told: Standing[] = []
  ends.push(watchWaiting(id, (standing) => void told.push(standing)))
  return told
}

const waits = { says: 'Fourth in the queue', beingRead: false }

test('a page asks for the texts that it shows, however many wait, and says that one waits no more only where the answer says so', async () => {
  const told = new Map(Array.from({ length: 120 }, (_, n) => [`comment-${n}`, watch(`comment-${n}`)]))
  answer = (ids) => Response.json(Object.fromEntries(ids.filter((id) => id !== 'comment-7').map((id) => [id, id === 'comment-3' ? null : waits])))
  await vi.advanceTimersByTimeAsync(30_000)
  expect(asked.map((ids) => ids.length)).toEqual([50, 50, 20])
  expect(asked.flat()).toEqual([...told.keys()])
  expect([told.get('comment-3'), told.get('comment-7'), told.get('comment-119')]).toEqual([[null], [], [waits]])
})

test('what is on the page stays while the server does not answer', async () => {
  const told = watch('comment-1')
  answer = () => new Response('', { status: 503 })
  await vi.advanceTimersByTimeAsync(60_000)
  expect([asked.length, told]).toEqual([2, []])
})
