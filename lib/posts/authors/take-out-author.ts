import { z } from 'zod'
import { command } from '#lib/command.ts'
import { endAuthorship } from '#lib/posts/authors/end-authorship.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { done, refuse } from '#lib/refusal.ts'
import { hasRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Whether a viewer may take others from the authors of a post: the first of them, who asked the others, and administrators. */
export function takesOthersOut(viewer: Viewer, authorships: { personId: string }[]): boolean {
  return hasRole(viewer, 'administrator') || authorships[0]?.personId === viewer.id
}

/** Takes another author from a post. Nobody who was asked to join can put out who asked them. */
export const takeOutAuthor = command({
  name: 'take-out-author',
  input: z.strictObject({ postId: z.uuid(), personId: z.uuid() }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post) ?? (takesOthersOut(viewer, post.authorships) ? null : refuse('forbidden', 'Only the first of its authors takes another out.')),
  async perform({ tx, input: { personId }, subject: { id: postId, authorships }, now }) {
    if (!authorships.some((each) => each.personId === personId)) return refuse('not-found', 'They are no author of it.')
    if (authorships.length === 1) return refuse('conflict', 'Somebody has to be its author.')
    await endAuthorship(tx, { postId, personId, now })
    return done(null, { type: 'post', id: postId })
  },
})
