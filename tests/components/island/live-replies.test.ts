import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Approved } from '#components/comments/island/compare-latest.ts'
import type { OpenThread } from '#components/comments/island/open-thread.ts'

type Tell = (latest: Approved[]) => Promise<void>
const heardBy: Tell[] = []
vi.mock('#components/comments/island/ask-latest.ts', () => ({ askLatest: (_slug: string, _signal: AbortSignal, tell: Tell) => void heardBy.push(tell) }))
vi.mock('#components/comments/island/muted-latest.ts', () => ({ startMuted: () => async () => new Set() }))
vi.mock('#components/comments/island/keep-place.ts', () => ({ keepPlace: (_thread: OpenThread, change: () => void) => change() }))
vi.mock('#components/comments/island/mark-new.ts', () => ({ markNew: () => {} }))
vi.mock('#components/comments/island/graft.ts', () => ({
  removeDoubles: () => {},
  graft: (_thread: OpenThread, fresh: string[], wanted: string[]) => wanted.filter((id) => fresh.includes(id)).map(bringIn),
}))
const { startLive } = await import('#components/comments/island/live-replies.ts')

/** As much of an element as is asked for here. */
class Element {
  dataset: Record<string, string>
  constructor(dataset: Record<string, string>) {
    this.dataset = dataset
  }
  matches() {
    return false
  }
}

const minute = 60_000
const made = Date.parse('2026-11-22T10:00:00Z')
const at = (seconds: number) => made + seconds * 1_000
let articles: Element[]
let approvals: Approved[]
let shown: number
let waits: number[]
/** What stands on the page as the server makes it, and what happens while it is on its way. */
let page: { has: string[]; meanwhile: () => Promise<void> }

function bringIn(id: string): Element {
  const article = new Element({ comment: id, approved: new Date(approvals.find((each) => each.id === id)?.approved ?? 0).toISOString() })
  articles.push(article)
  return article
}

beforeEach(() => {
  articles = [new Element({ comment: 'old', approved: new Date(made - minute).toISOString() })]
  approvals = [{ id: 'old', approved: made - minute }]
  shown = made - 10_000
  waits = []
  page = { has: [], meanwhile: async () => {} }
  heardBy.length = 0
  vi.stubGlobal('HTMLElement', Element)
  vi.stubGlobal('MutationObserver', class { observe() {} disconnect() {} })
  vi.stubGlobal('location', { pathname: '/posts/an-essay', search: '' })
  vi.stubGlobal('DOMParser', class { parseFromString = () => page.has })
  vi.stubGlobal('fetch', async () => {
    await page.meanwhile()
    return new Response('')
  })
})

afterEach(() => vi.unstubAllGlobals())

function start() {
  const thread = {
    root: {} as HTMLElement, slug: 'an-essay', signal: new AbortController().signal, say: () => {}, add: () => {},
    articles: () => articles as unknown as HTMLElement[], find: () => null,
  }
  const visits = { since: null, shownUntil: () => shown, showsUntil: (moment: number) => void (shown = Math.max(shown, moment)) }
  return startLive(thread, visits, { waiting: (count) => void waits.push(count), shown: () => {}, changed: () => {}, heard: () => {} })
}

async function hear(...more: Approved[]) {
  approvals = [...more, ...approvals].toSorted((a, b) => b.approved - a.approved)
  await heardBy[0]?.(approvals)
}

test('what lands late, with a moment before the last that was brought in, waits behind the button and is new on the next visit', async () => {
  const live = start()
  await hear({ id: 'quick', approved: at(20) })
  page.has = ['quick']
  await live.show()
  expect(shown).toBe(at(10))
  await hear({ id: 'late', approved: at(15) })
  expect(waits).toEqual([1, 1])
})

test('what is heard of while the page is fetched goes on waiting, and does not count as shown', async () => {
  const live = start()
  await hear({ id: 'first', approved: at(20) })
  page = { has: ['first'], meanwhile: () => hear({ id: 'second', approved: at(200) }) }
  await live.show()
  expect(shown).toBe(at(10))
  expect(waits).toEqual([1, 2, 1])
  page = { has: ['first', 'second'], meanwhile: async () => {} }
  await live.show()
  expect(articles.map(({ dataset }) => dataset.comment)).toEqual(['old', 'first', 'second'])
  expect(shown).toBe(at(190))
})

test('where more came in than is named, the next visit marks all of it', async () => {
  const live = start()
  approvals = []
  await hear(...Array.from({ length: 50 }, (_, n) => ({ id: `of many ${n}`, approved: at(60 + n) })))
  page.has = approvals.map(({ id }) => id)
  await live.show()
  expect(shown).toBe(made - 10_000)
  expect(waits).toEqual([50])
})

test('a page that cannot be fetched leaves everything where it was', async () => {
  const live = start()
  await hear({ id: 'first', approved: at(20) })
  page.meanwhile = () => Promise.reject(new Error('offline'))
  await live.show()
  expect(shown).toBe(made - 10_000)
  page = { has: ['first'], meanwhile: async () => {} }
  await live.show()
  expect(articles.map(({ dataset }) => dataset.comment)).toEqual(['old', 'first'])
})
