/** What the bodies of requests take of the memory of this process together, in bytes, however many are being sent or answered: images have a place of their own. */
const together = 64 * 1024 * 1024

/** The same for what comes from one network: six essays of the greatest length at once, or a classroom that sends its replies. */
const fromOne = 16 * 1024 * 1024

/** Room for the body of one request. */
export type BodyRoom = {
  /** @returns false where there is no room for so many bytes more */
  take: (bytes: number) => boolean
  /** Makes room again, when whoever sent it has their answer. */
  leave: () => void
}

/** Counts what is held of bodies, so that strangers who send many at once fill no memory. */
export class BodyRooms {
  readonly #limits: { together: number; fromOne: number }
  readonly #held = new Map<string, number>()
  #all = 0

  constructor(limits = { together, fromOne }) {
    this.#limits = limits
  }

  /** @param from the network of whoever sends it */
  open(from: string): BodyRoom {
    let own = 0
    const count = (bytes: number) => {
      const held = (this.#held.get(from) ?? 0) + bytes
      if (held > 0) this.#held.set(from, held)
      else this.#held.delete(from)
      this.#all += bytes
      own += bytes
    }
    return {
      take: (bytes) => {
        if (this.#all + bytes > this.#limits.together || (this.#held.get(from) ?? 0) + bytes > this.#limits.fromOne) return false
        count(bytes)
        return true
      },
      leave: () => count(-own),
    }
  }
}
