/** Somebody who waits: what lets them in, what sends them away, and how much they count among those who may wait. */
type Waiting = { enter: () => void; giveUp: () => void; counts: 0 | 1 }

type Rules = {
  /** How many are let in at a time. */
  atOnce: number
  /** More than these do not wait: whoever comes after them is told to try again, or the last of those who come from where most of them come from. */
  mostWaiting: number
  /** How long somebody waits, in milliseconds. */
  patience: number
  /** After so many milliseconds somebody counts no longer, in or not; without it, until they leave. */
  longest?: number
}

/**
 * Lets few in at a time. The others wait, in the order in which they came; where they come from several places, each of these has its turn, so that
 * whoever comes a thousand times keeps nobody waiting who comes once.
 */
export class Turns {
  readonly #rules: Rules
  /** Those who wait, by where they come from; the place whose turn is next stands first. */
  readonly #waiting = new Map<string, Waiting[]>()
  #waits = 0
  #inside = 0

  constructor(rules: Rules) {
    this.#rules = rules
  }

  /**
   * Waits until there is room.
   * @param gone ends when nobody waits any more
   * @param from where they come from
   * @param isShared whether others may wait for the same thing: it is not refused because many wait, as that would refuse it to all of them
   * @returns what makes room again, to be called at least once; null where there is none in time
   */
  async take(gone: AbortSignal, from = '', isShared = false): Promise<(() => void) | null> {
    if (this.#inside < this.#rules.atOnce) this.#inside++
    else if (!(await this.#wait(gone, from, isShared ? 0 : 1))) return null
    let given = false
    const leave = () => {
      if (given) return
      given = true
      clearTimeout(timer)
      // Whoever is next has this very room: nobody who comes now is let in before.
      const next = this.#next()
      if (next) next()
      else this.#inside--
    }
    const timer = this.#rules.longest === undefined ? undefined : setTimeout(leave, this.#rules.longest).unref()
    return leave
  }

  /** @returns false when it was too long, when too many wait already, and when nobody waits any more */
  #wait(gone: AbortSignal, from: string, counts: 0 | 1): Promise<boolean> {
    if (gone.aborted) return Promise.resolve(false)
    if (this.#waits + counts > this.#rules.mostWaiting) {
      const last = this.#lastOfMost(from)
      if (!last) return Promise.resolve(false)
      last.giveUp()
    }
    const line = this.#waiting.get(from) ?? []
    this.#waiting.set(from, line)
    this.#waits += counts
    return new Promise((resolve) => {
      const finish = (room: boolean) => {
        clearTimeout(timer)
        gone.removeEventListener('abort', giveUp)
        this.#waits -= counts
        resolve(room)
      }
      const enter = () => finish(true)
      const giveUp = () => {
        line.splice(line.indexOf(waiting), 1)
        if (line.length === 0) this.#waiting.delete(from)
        finish(false)
      }
      const waiting = { enter, giveUp, counts }
      const timer = setTimeout(giveUp, this.#rules.patience)
      gone.addEventListener('abort', giveUp)
      line.push(waiting)
    })
  }

  /** Who came last from the place from which most wait, where more wait than from another, with whoever comes from there now. */
  #lastOfMost(from: string): Waiting | undefined {
    let most: Waiting[] = []
    for (const line of this.#waiting.values()) {
      const counted = countedIn(line)
      if (counted.length > most.length) most = counted
    }
    return most.length > countedIn(this.#waiting.get(from)).length + 1 ? most.at(-1) : undefined
  }

  #next(): (() => void) | undefined {
    for (const [from, line] of this.#waiting) {
      this.#waiting.delete(from)
      const first = line.shift()
      if (line.length > 0) this.#waiting.set(from, line)
      return first?.enter
    }
    return undefined
  }
}

function countedIn(line: readonly Waiting[] = []): Waiting[] {
  return line.filter(({ counts }) => counts > 0)
}
