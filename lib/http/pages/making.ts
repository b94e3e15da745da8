import { longestTurn, takeSharedTurn } from './rendering-turns.ts'
import { SharedTurn } from './shared-turn.ts'
import type { TakeTurn } from './shared-turn.ts'
import type { Made, PageMaking, Waiter } from './page-store.ts'

/** The making of one page for all who wait for it. */
export class Making implements PageMaking {
  readonly made: Promise<Made>
  readonly #turn: SharedTurn
  readonly #ready: Promise<unknown>
  #hasBegun = false

  /**
   * @param before what it has to wait for; null where it can begin at once
   * @param take how its turn is waited for
   */
  constructor(make: () => Promise<Made>, before: Promise<unknown> | null = null, take: TakeTurn = takeSharedTurn) {
    this.#turn = new SharedTurn(take)
    this.#ready = before ? Promise.race([before, new Promise((resolve) => setTimeout(resolve, longestTurn).unref())]) : Promise.resolve()
    this.made = this.#make(make)
  }

  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /** It is made when it is the turn of any who wait for it, and not at all when all of them are gone before. */
  join({ gone, from }: Waiter) {
    void this.#ready.then(() => this.#turn.join(gone, from))
  }

  async #make(make: () => Promise<Made>): Promise<Made> {
    const leave = await this.#turn.came
    if (!leave) return 'no turn'
    this.#hasBegun = true
    return make().finally(leave)
  }
}
