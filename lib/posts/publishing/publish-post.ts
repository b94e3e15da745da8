import { z } from 'zod'
import { command } from '#lib/command.ts'
import { momentAnywhere } from '#lib/moment.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { draftSeen, revisionSeen } from '#lib/posts/publishing/draft-seen.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { putBeforeReaders } from '#lib/posts/publishing/put-before-readers.ts'
import { settleSent } from '#lib/posts/publishing/settle-sent.ts'

/** An author puts the draft of a post before the public, now or at a later moment; one that is public already, its newer text. */
export const publishPost = command({
  name: 'publish-post',
  input: z.strictObject({
    postId: z.uuid(),
    draftVersion: draftSeen,
    draftRevision: revisionSeen,
    /** Empty: now. A later moment schedules it; it appears then whether or not anything runs. */
    publishAt: z.union([momentAnywhere, z.literal('')]).default(''),
    /** Whether lists and feeds name it. Empty: as it was, and listed the first time. */
    listed: z.enum(['yes', 'no', '']).default(''),
    /** Left out: as it is. */
    commentsMode: z.enum(['open', 'closed']).optional(),
  }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input: { publishAt, listed, commentsMode, draftVersion, draftRevision }, subject: post, now }) {
    const at = publishAt ? new Date(publishAt) : null
    const unlisted = listed === 'no' || (listed === '' && post.state === 'unlisted')
    const to = at !== null && at > now ? 'scheduled' : unlisted ? 'unlisted' : 'published'
    await settleSent(tx, post.id, now)
    return putBeforeReaders(tx, post, { to, at, draftVersion, draftRevision, commentsMode }, now)
  },
})
