/** What was found after so many visits. */
export type Point = { visits: number; value: number }

/** How much stays behind of one visit: what is likeliest, and between which bounds it lies nineteen times of twenty. */
export type Growth = { likeliest: number; least: number; most: number }

export type Verdict = 'kept' | 'broken' | 'open'

/** Nineteen times of twenty, in standard deviations. */
const sure = 1.96

/**
 * The slope through some looks as Theil and Sen take it, the median of the slopes of all pairs: one look at a bad moment says nothing. Its bounds
 * are Sen's, by how far Kendall's count of rising pairs strays where nothing grows.
 * @throws RangeError with fewer than five looks, which bound nothing
 */
export function growthOf(points: readonly Point[]): Growth {
  const { length } = points
  if (length < 5) throw new RangeError('Fewer than five looks say nothing')
  const slopes = points
    .flatMap((before, at) => points.slice(at + 1).map((after) => (after.value - before.value) / (after.visits - before.visits)))
    .toSorted((a, b) => a - b)
  const strays = sure * Math.sqrt((length * (length - 1) * (2 * length + 5)) / 18)
  const lowest = Math.max(0, Math.floor((slopes.length - strays) / 2))
  const middle = slopes.length / 2
  return {
    likeliest: ((slopes[Math.floor(middle - 0.5)] ?? 0) + (slopes[Math.ceil(middle - 0.5)] ?? 0)) / 2,
    least: slopes[lowest] ?? 0,
    most: slopes[slopes.length - 1 - lowest] ?? 0,
  }
}

/** Whether what may stay behind is kept to for sure, is not for sure, or whether the looks were too unlike each other to say. */
export function judge({ least, most }: Growth, allowed: number): Verdict {
  if (most <= allowed) return 'kept'
  return least > allowed ? 'broken' : 'open'
}
