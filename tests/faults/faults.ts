import type { Random } from '#lib/samples/sample-random.ts'
import { grouped, tableOf } from '../bench/figures.ts'

/** How often each fault is tried. */
export type FaultSizes = {
  /** `kill -9` of the only server. */
  kills: number
  /** Sites beside each other whose servers are killed. */
  abreast: number
  /** `kill -9` of one of two servers. */
  pairs: number
  /** Restarts of the database of each kind. */
  restarts: number
  /** Seconds for which the database is frozen. */
  frozenSeconds: number
  /** Every page is read after every so many kills of a site, and after its last; after each of the others some, and `afterword verify` after all of them. */
  crawlEvery: number
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

/** What every part proves in the end, under the names by which all parts are added up. */
export const proofs = {
  acknowledged: 'acknowledged in all',
  present: 'of these present',
  twice: 'happened twice',
  pages: 'public pages read',
  searched: 'canaries searched for',
  seen: 'canaries seen',
  verified: 'times verified',
  invariants: 'lines of verify that are ok',
} as const

/** What one part of the faults did and found. */
export class Findings {
  readonly part: string
  readonly #figures = new Map<string, number>()
  readonly #done: readonly string[]
  /** What is not as it was promised. */
  readonly broken: string[] = []
  /** What could not be tried on this machine, and why. */
  readonly skipped: string[] = []
  /** What is worth a look, and breaks no promise. */
  readonly noted: string[] = []

  /**
   * @param done the figures that say how often the fault was brought about
   * @param found in the order in which they are shown, also where they stay nothing
   */
  constructor(part: string, done: readonly string[], ...found: string[]) {
    this.part = part
    this.#done = done
    for (const figure of [...done, ...found, ...Object.values(proofs)]) this.#figures.set(figure, 0)
  }

  /** How often the fault was brought about. */
  times(): number {
    return this.#done.reduce((sum, figure) => sum + this.of(figure), 0)
  }

  count(figure: string, by = 1) {
    this.#figures.set(figure, (this.#figures.get(figure) ?? 0) + by)
  }

  /** Counts what somebody sent. @param there how often it is in the database */
  told(isAcknowledged: boolean, there: number) {
    if (isAcknowledged) this.count(proofs.acknowledged)
    if (isAcknowledged && there > 0) this.count(proofs.present)
    if (there > 1) this.count(proofs.twice)
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
