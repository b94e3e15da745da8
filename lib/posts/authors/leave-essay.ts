import { z } from 'zod'
import { command } from '#lib/command.ts'
import { endAuthorship } from '#lib/posts/authors/end-authorship.ts'
import { noSuchEssay } from '#lib/posts/permit-author.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Somebody is not an author of a post any more, by their own wish. Somebody is always left. */
export const leaveEssay = command({
  name: 'leave-essay',
  input: z.strictObject({ postId: z.uuid() }),
  least: 'reader',
  suspendedToo: true,
  load: loadPublishing,
  permit: (viewer, { authorships }) => (authorships.some(({ personId }) => personId === viewer.id) ? null : noSuchEssay),
  async perform({ tx, viewer, subject: { id: postId, authorships }, now }) {
    if (!viewer.id || authorships.length === 1) return refuse('conflict', 'Somebody has to be its author. You can take it back to the drafts, or put it away.')
    await endAuthorship(tx, { postId, personId: viewer.id, now })
    return done(null, { type: 'post', id: postId })
  },
})
