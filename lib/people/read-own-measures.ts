import { ask, known } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { measuresOf } from '#lib/people/measures-in-force.ts'
import type { MeasureInForce } from '#lib/people/measures-in-force.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What holds for the one who asks, to be said where they would write. */
export async function readOwnMeasures(viewer: Viewer, now: Date): Promise<MeasureInForce[]> {
  return ask(ownMeasures(viewer, now))
}

/** The same, to be asked together with others. */
export function ownMeasures(viewer: Viewer, now: Date): Question<MeasureInForce[]> {
  if (!isSignedIn(viewer)) return known([])
  const { id } = viewer
  const mine = measuresOf([id], now)
  return { ...mine, read: (rows) => mine.read(rows).get(id) ?? [] }
}
