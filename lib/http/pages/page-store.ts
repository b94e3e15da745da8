import type { OutgoingHttpHeaders } from 'node:http'
import { keyOf } from './page-address.ts'
import type { PageAddress } from './page-address.ts'

/** A finished answer, packed once. */
export type StoredPage = {
  /** What is not there may be there in a moment, so of a page with another status than 200 nothing is kept. */
  status: number
  headers: OutgoingHttpHeaders
  /** Weak: one for all ways in which it is packed. */
  etag: string
  /** As it is, where it is too small to be packed; else packed in each way. */
  body: { plain: Buffer } | { br: Buffer; gzip: Buffer }
  /** The whole head as it was sent, for each way in which it is, but for what names the request: see `sendAtOnce`. */
  heads: Map<string, string[]>
}

type Kept = { address: PageAddress; page: StoredPage; bytes: number }

/**
 * What came of making a page: the page, whatever its status; that it failed, how the log names that, and whether the database was away; that its turn did not come; or null, where it
 * is for nobody but whoever asks.
 */
export type Made = StoredPage | { failed: string; away: boolean } | 'no turn' | null

/** A page that is being made, or will be when it is its turn. */
export type PageMaking = {
  readonly made: Promise<Made>
  /** Whether it may have read anything yet. */
  readonly hasBegun: boolean
  /** One more waits for it. */
  join: (waiter: Waiter) => void
}

/** Somebody who waits for a page: until when, and the network address they come from. */
export type Waiter = { gone: AbortSignal; from: string }

type Underway = { address: PageAddress; making: PageMaking }

/** What an entry takes at most beside its bodies, in bytes: its key, its headers, its place in the list, and its head for each of the six ways in which it is sent. */
const overhead = 8_000

/**
 * Pages that are the same for everybody, up to so many bytes: those that were read longest ago go first. Of each page one rendering is
 * under way at a time, for all who wait for it.
 */
export class PageStore {
  /** In the order in which they were read. */
  readonly #kept = new Map<string, Kept>()
  readonly #underway = new Map<string, Underway>()
  /** Of what nobody may keep, the one that was asked for last. */
  readonly #passing = new Map<string, PageMaking>()
  readonly #most: number
  #bytes = 0

  /** @param most bytes of all pages together */
  constructor(most: number) {
    this.#most = most
  }

  get bytes(): number {
    return this.#bytes
  }

  get size(): number {
    return this.#kept.size
  }

  find(address: PageAddress): StoredPage | null {
    const key = keyOf(address)
    const kept = this.#kept.get(key)
    if (!kept) return null
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    return kept.page
  }

  /**
   * The making of a page, one for everybody who asks meanwhile. It is kept unless it has become stale since its making began; who asks after that
   * waits for another one.
   */
  make(address: PageAddress, make: () => PageMaking): PageMaking {
    const key = keyOf(address)
    const present = this.#underway.get(key)
    if (present) return present.making
    const underway = { address, making: make() }
    this.#underway.set(key, underway)
    underway.making.made.then((page) => this.#finish(key, underway, page), () => this.#finish(key, underway, null))
    return underway.making
  }

  /**
   * The same while it cannot be known what is stale: it is for those who asked before it began, and nothing of it is kept. Who asks while one is
   * under way waits for the next, with all who do.
   * @param make is given what has to end before
   */
  makeInPassing(address: PageAddress, make: (before: Promise<unknown> | null) => PageMaking): PageMaking {
    const key = keyOf(address)
    const last = this.#passing.get(key)
    if (last && !last.hasBegun) return last
    const making = make(last ? last.made.catch(() => null) : null)
    this.#passing.set(key, making)
    const forget = () => void (this.#passing.get(key) === making && this.#passing.delete(key))
    making.made.then(forget, forget)
    return making
  }

  /** Forgets what is stale, and that it is being made: only what has not begun yet will know of it. */
  drop(isStale: (page: PageAddress) => boolean) {
    for (const [key, { address, making }] of this.#underway) if (making.hasBegun && isStale(address)) this.#underway.delete(key)
    for (const [key, { address, bytes }] of this.#kept) {
      if (!isStale(address)) continue
      this.#kept.delete(key)
      this.#bytes -= bytes
    }
  }

  #finish(key: string, underway: Underway, made: Made) {
    // What was dropped meanwhile began before a change.
    if (this.#underway.get(key) !== underway) return
    this.#underway.delete(key)
    if (made && made !== 'no turn' && 'status' in made && made.status === 200) this.#keep(key, { address: underway.address, page: made, bytes: sizeOf(made) })
  }

  #keep(key: string, kept: Kept) {
    if (kept.bytes > this.#most / 8) return
    this.#bytes += kept.bytes - (this.#kept.get(key)?.bytes ?? 0)
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#bytes <= this.#most) return
      this.#kept.delete(oldest)
      this.#bytes -= bytes
    }
  }
}

function sizeOf({ body }: StoredPage): number {
  return overhead + Object.values(body).reduce((sum, each) => sum + each.length, 0)
}
