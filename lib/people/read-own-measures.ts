import { reader } from '#lib/database.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import type { MeasureInForce } from '#lib/people/measures-in-force.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What holds for the one who asks, to be said where they would write. */
export async function readOwnMeasures(viewer: Viewer, now: Date): Promise<MeasureInForce[]> {
  return isSignedIn(viewer) ? measuresInForce(reader(), viewer.id, now) : []
}
