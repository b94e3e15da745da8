import { takeLimit } from '#lib/limits.ts'
import type { LimitName } from '#lib/limits.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/**
 * Counts one try of somebody with an account. Who is not signed in is asked to: all of them together would use up one number of tries, and
 * whoever came after them would read that they had done too much.
 */
export async function takeOwnLimit(name: LimitName, viewer: Viewer): Promise<Refusal | null> {
  return isSignedIn(viewer) ? takeLimit(name, viewer.id) : refuse('signed-out', 'Please sign in first.')
}
