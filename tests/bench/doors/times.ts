/** How long answers took, in milliseconds. */
export type Times = { known: number[]; unknown: number[] }

type Knocking = { known: () => Promise<Response>; unknown: () => Promise<Response>; between: () => Promise<unknown> }

/** Knocks at two doors in turns, each as often, so that whatever else the machine does slows both. The first of each warms up. */
export async function knockInTurns(often: number, { known, unknown, between }: Knocking): Promise<Times> {
  const times: Times = { known: [], unknown: [] }
  for (let round = -1; round < often; round++) {
    const turns = [[times.known, known], [times.unknown, unknown]] as const
    for (const [taken, knock] of round % 2 === 0 ? turns : turns.toReversed()) {
      await between()
      const began = performance.now()
      await (await knock()).arrayBuffer()
      if (round >= 0) taken.push(performance.now() - began)
    }
  }
  return times
}

/** The ratio of the medians, and how likely it is that two doors alike would give ranks as far apart as these (Mann and Whitney, by the normal distribution). */
export function compareTimes(one: readonly number[], other: readonly number[]): { ratio: number; likelihood: number } {
  const ranked = [...one.map((time) => ({ time, first: true })), ...other.map((time) => ({ time, first: false }))].toSorted((a, b) => a.time - b.time)
  const ranks = ranked.reduce((sum, { first }, place) => (first ? sum + place + 1 : sum), 0)
  const [n, m] = [one.length, other.length]
  const u = ranks - (n * (n + 1)) / 2
  const z = (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12)
  return { ratio: median(one) / median(other), likelihood: twoSided(Math.abs(z)) }
}

/** @returns the middle of them, in whole microseconds */
export function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return Math.round((((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2) * 1000) / 1000
}

/** The share of a normal distribution that lies further out on both sides (Abramowitz and Stegun, 26.2.17). */
function twoSided(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return 2 * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail
}
