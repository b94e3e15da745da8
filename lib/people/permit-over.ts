import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { roles } from '#lib/viewer.ts'
import type { Viewer, ViewerRole } from '#lib/viewer.ts'

/** Nobody has a say over somebody of the same rank or a higher one, nor over oneself. */
export function permitOver(viewer: Viewer, subject: { role: ViewerRole }): Refusal | null {
  const above = roles.indexOf(viewer.role) > roles.indexOf(subject.role)
  return above ? null : refuse('forbidden', 'You cannot do this to somebody of your own rank or above.')
}
