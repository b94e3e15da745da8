import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { hasRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

export const noSuchEssay = refuse('not-found', 'There is no such essay.')

/** The authors of a post may change it, administrators any. To everybody else it is as if it were not there. */
export function permitAuthor(viewer: Viewer, post: { authorships: { personId: string }[] }): Refusal | null {
  const mine = post.authorships.some((authorship) => authorship.personId === viewer.id)
  return mine || hasRole(viewer, 'administrator') ? null : noSuchEssay
}
