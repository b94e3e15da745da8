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

type Underway = { address: PageAddress; made: Promise<StoredPage | null> }

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
   * The page, made once for everybody who asks meanwhile. It is kept unless it has become stale since its making began; who asks after that
   * waits for another one.
   * @param make null for what is for nobody but whoever asks
   */
  make(address: PageAddress, make: () => Promise<StoredPage | null>): Promise<StoredPage | null> {
    const key = keyOf(address)
    const present = this.#underway.get(key)
    if (present) return present.made
    const underway: Underway = { address, made: make() }
    this.#underway.set(key, underway)
    underway.made.then((page) => this.#finish(key, underway, page), () => this.#finish(key, underway, null))
    return underway.made
  }

  /** Forgets what is stale, and that it is being made. */
  drop(isStale: (page: PageAddress) => boolean) {
    for (const [key, { address }] of this.#underway) if (isStale(address)) this.#underway.delete(key)
    for (const [key, { address, bytes }] of this.#kept) {
      if (!isStale(address)) continue
      this.#kept.delete(key)
      this.#bytes -= bytes
    }
  }

  #finish(key: string, underway: Underway, page: StoredPage | null) {
    // What was dropped meanwhile began before a change.
    if (this.#underway.get(key) !== underway) return
    this.#underway.delete(key)
    if (page?.status === 200) this.#keep(key, { address: underway.address, page, bytes: sizeOf(page) })
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
