/** Waits for a turn. @returns what ends it; null where there was none in time, or nobody waits any more */
export type TakeTurn = (gone: AbortSignal, from: string) => Promise<(() => void) | null>

/**
 * The turn of something that several wait for: it comes when it is the turn of any of them. So what many want comes soon, and whoever wants a
 * thousand things keeps nobody waiting who wants one.
 */
export class SharedTurn {
  /** What ends it, once it came; null where it came for none of those who waited. */
  readonly came: Promise<(() => void) | null>
  readonly #take: TakeTurn
  readonly #over = new AbortController()
  #settle: (leave: (() => void) | null) => void = () => {}
  #waiting = 0

  constructor(take: TakeTurn) {
    this.#take = take
    this.came = new Promise((resolve) => (this.#settle = resolve))
  }

  /** One more waits for it, until they are gone. */
  join(gone: AbortSignal, from: string) {
    const over = this.#over.signal
    if (over.aborted) return
    this.#waiting++
    void this.#take(AbortSignal.any([gone, over]), from).then((leave) => {
      this.#waiting--
      if (over.aborted) return leave?.()
      if (leave === null && this.#waiting > 0) return
      this.#settle(leave)
      this.#over.abort()
    })
  }
}
