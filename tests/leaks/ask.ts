import pg from 'pg'
import { env } from '#lib/env.ts'
import { beginning, keyOf } from './canaries.ts'
import type { Canary, Who } from './canaries.ts'
import { canariesIn } from './find-canaries.ts'
import type { Plot } from './plot.ts'
import type { Viewer } from './viewers.ts'

/** A word somewhere that somebody came by. */
export type Appearance = { canary: Canary; viewer: string; as: Who; surface: string; address: string; around: string }

/** What was looked at, and what was seen there. */
export class Looks {
  readonly #plot: Plot
  readonly #byKey: Map<string, Canary>
  readonly #secrets: readonly Canary[]
  readonly seen: Appearance[] = []
  readonly #asked = new Map<string, Set<string>>()
  readonly broken: string[] = []
  answers = 0

  constructor(plot: Plot) {
    this.#plot = plot
    const isOurs = ({ word }: Canary) => word.startsWith(beginning)
    this.#byKey = new Map(plot.canaries.filter(isOurs).map((canary) => [keyOf(canary.word), canary]))
    this.#secrets = plot.canaries.filter((canary) => !isOurs(canary))
  }

  /** Looks for every word at once in what somebody was sent. Whoever names a word knows it: an answer that repeats it tells nothing. */
  look({ name, as }: Pick<Viewer, 'name' | 'as'>, surface: string, address: string, sent: string): void {
    this.answers++
    this.#asked.set(surface, (this.#asked.get(surface) ?? new Set()).add(name))
    const asked = canariesIn(address)
    for (const key of canariesIn(sent)) {
      if (asked.has(key) || this.#plot.everywhere.startsWith(key)) continue
      for (const canary of this.#namedBy(key)) this.seen.push({ canary, viewer: name, as, surface, address, around: around(sent, key) })
    }
    const small = this.#secrets.length > 0 ? sent.toLowerCase() : ''
    for (const canary of this.#secrets) {
      if (small.includes(canary.word) && !address.toLowerCase().includes(canary.word)) this.seen.push({ canary, viewer: name, as, surface, address, around: around(sent, canary.word) })
    }
  }

  /** What a beginning can stand for: one word, unless it was cut off early. */
  #namedBy(key: string): Canary[] {
    const whole = this.#byKey.get(key)
    return whole ? [whole] : [...this.#byKey.values()].filter(({ word }) => word.startsWith(key)).slice(0, 1)
  }

  /** Who looked at a surface. */
  whoAsked(surface: string): Set<string> {
    return this.#asked.get(surface) ?? new Set()
  }

  /** What somebody saw that is not for them. */
  leaks(): Appearance[] {
    return this.seen.filter(({ canary, as, surface, address }) => !canary.for.includes(as) && !canary.at?.some((place) => address.startsWith(place) || surface === place))
  }
}

function around(sent: string, key: string): string {
  const place = sent.toLowerCase().indexOf(key)
  return place < 0 ? '(written otherwise)' : sent.slice(Math.max(0, place - 80), place + 20).replaceAll(/\s+/g, ' ')
}

/** Asks a site for an address. @returns what it said, head and body, with a status */
export async function ask(url: string, { headers }: Pick<Viewer, 'headers'>, address: string, more: RequestInit = {}): Promise<{ status: number; body: string; sent: string }> {
  const ending = new AbortController()
  const answer = await fetch(url + address, { ...more, headers: { 'accept-encoding': 'br, gzip', ...headers, ...(more.headers as Record<string, string>) }, redirect: 'manual', signal: ending.signal })
  const body = answer.headers.get('content-type')?.startsWith('text/event-stream') ? await beginningOf(answer, ending) : await answer.text()
  return { status: answer.status, body, sent: `${[...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${body}` }
}

/** A stream has no end: what it says first. */
async function beginningOf(answer: Response, ending: AbortController): Promise<string> {
  const first = await answer.body?.getReader().read()
  ending.abort()
  return new TextDecoder().decode(first?.value)
}

/** So many requests at once. */
export async function inTurns<One>(all: readonly One[], atOnce: number, each: (one: One, place: number) => Promise<unknown>): Promise<void> {
  let next = 0
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < all.length) {
      const place = next++
      await each(all[place] as One, place)
    }
  }))
}

/** Whoever reads everything asks more often than one may. */
export async function forgetCounts(): Promise<void> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL })
  await client.connect()
  await client.query('DELETE FROM rate_limit')
  await client.end()
}
