/** Lines that one text has and another one has too, as pairs of their places, both rising. */
export type LinePair = readonly [one: number, other: number]

/**
 * Changes that are followed. Two texts that differ in more lines than that, in one stretch, are compared no further there; each
 * change costs as many steps as there were before it.
 */
const mostChanges = 1_500

/** Lines with their ends, so that joining them gives the text again. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/**
 * The lines that two texts have in common, in order: a longest such list, as long as they do not differ beyond reason. After Myers, “An O(ND)
 * difference algorithm and its variations”, Algorithmica 1 (1986).
 */
export function commonLines(one: readonly string[], other: readonly string[]): LinePair[] {
  const start = commonStart(one, other)
  const end = commonEnd(one, other, start)
  const middle = walk(one.slice(start, one.length - end), other.slice(start, other.length - end))
  return [
    ...pairs(0, 0, start),
    ...middle.map(([a, b]): LinePair => [a + start, b + start]),
    ...pairs(one.length - end, other.length - end, end),
  ]
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  let start = 0
  while (start < one.length && start < other.length && one[start] === other[start]) start++
  return start
}

function commonEnd(one: readonly string[], other: readonly string[], start: number): number {
  let end = 0
  while (end < one.length - start && end < other.length - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++
  return end
}

function pairs(one: number, other: number, count: number): LinePair[] {
  return Array.from({ length: count }, (_, place): LinePair => [one + place, other + place])
}

/** Follows all ways through both texts at once, one change further each round, until one arrives; then walks it back. */
function walk(one: readonly string[], other: readonly string[]): LinePair[] {
  const most = Math.min(mostChanges, one.length + other.length)
  const middle = most + 1
  const reached = new Int32Array(2 * most + 3)
  const rounds: Round[] = []
  for (let round = 0; round <= most; round++) {
    // Round r can have come no further than r ways to either side.
    rounds.push({ reached: reached.slice(middle - round - 1, middle + round + 2), middle: round + 1 })
    for (let way = -round; way <= round; way += 2) {
      const { x: from } = stepBefore({ reached, middle }, round, way)
      let x = from
      while (x < one.length && x - way < other.length && one[x] === other[x - way]) x++
      reached[middle + way] = x
      if (x >= one.length && x - way >= other.length) return walkBack(rounds, one.length, other.length)
    }
  }
  return []
}

/** How far each way had come before a round; the way that changed nothing stands in the middle. */
type Round = { reached: Int32Array; middle: number }

/** The step that leads furthest onto a way: over a line that only one text has, or only the other. */
function stepBefore({ reached, middle }: Round, round: number, way: number): { way: number; x: number } {
  const [less, more] = [reached[middle + way - 1] ?? 0, reached[middle + way + 1] ?? 0]
  if (round === 0) return { way: 0, x: 0 }
  return way === -round || (way !== round && less < more) ? { way: way + 1, x: more } : { way: way - 1, x: less + 1 }
}

function walkBack(rounds: Round[], endOfOne: number, endOfOther: number): LinePair[] {
  const found: LinePair[] = []
  let [x, y] = [endOfOne, endOfOther]
  for (const [round, before] of [...rounds.entries()].reverse()) {
    const step = stepBefore(before, round, x - y)
    while (x > step.x) found.push([--x, --y])
    const from = before.reached[before.middle + step.way] ?? 0
    ;[x, y] = [from, from - step.way]
  }
  return found.reverse()
}
