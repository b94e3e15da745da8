import type { Random } from '#lib/samples/sample-random.ts'
import { grouped, tableOf } from '../bench/figures.ts'

/** How often each fault is tried. */
export type FaultSizes = {
  /** `kill -9` of the only server. */
  kills: number
  /** `kill -9` of one of two servers. */
  pairs: number
  /** Restarts of the database of each kind. */
  restarts: number
  /** Seconds for which the database is frozen. */
  frozenSeconds: number
  /** `afterword verify` after every so many kills, and after the last. */
  verifyEvery: number
  /** Mails that wait while the mail server is away. */
  mails: number
  /** Builds that are made after the one whose forms are open; without any, forms of another build are told by the names of their actions. */
  builds: number
  /** Wrong clocks. */
  clocks: number
}

/** What every fault is given. */
export type Faults = {
  random: Random
  sizes: FaultSizes
  /** A folder that is gone afterwards. */
  folder: string
  /** Says what is done now. */
  say: (line: string) => void
  /** Runs when all is over, the last first, however it ended. */
  atEnd: (stop: () => Promise<unknown> | void) => void
}

/** What one part of the faults did and found. */
export class Findings {
  readonly part: string
  readonly #figures = new Map<string, number>()
  /** What is not as it was promised. */
  readonly broken: string[] = []
  /** What could not be tried on this machine, and why. */
  readonly skipped: string[] = []

  /** @param figures in the order in which they are shown, also where they stay nothing */
  constructor(part: string, ...figures: string[]) {
    this.part = part
    for (const figure of figures) this.#figures.set(figure, 0)
  }

  count(figure: string, by = 1) {
    this.#figures.set(figure, (this.#figures.get(figure) ?? 0) + by)
  }

  most(figure: string, value: number) {
    this.#figures.set(figure, Math.max(this.#figures.get(figure) ?? 0, value))
  }

  of(figure: string): number {
    return this.#figures.get(figure) ?? 0
  }

  fail(finding: string) {
    this.broken.push(`${this.part}: ${finding}`)
  }

  /** Counts what was looked at, and says what of it is wrong. */
  check(holds: boolean, finding: string) {
    if (!holds) this.fail(finding)
  }

  skip(why: string) {
    this.skipped.push(`${this.part}: ${why}`)
  }

  table(): string {
    return tableOf([[this.part, ''], ...[...this.#figures].map(([figure, value]) => [`  ${figure}`, grouped(value)])])
  }
}
