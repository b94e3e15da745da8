import { z } from 'zod'
import { command } from '#lib/command.ts'
import { refuseStopped } from '#lib/people/refuse-stopped.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { addPost } from '#lib/posts/writing/begin-post.ts'
import { done, refuse } from '#lib/refusal.ts'
import { hasRole } from '#lib/viewer.ts'

/** A reader begins an essay. One at a time: while it is not published, the same is taken up again. */
export const beginGuestPost = command({
  name: 'begin-guest-post',
  input: z.strictObject({}),
  least: 'reader',
  load: async () => ({}),
  permit: (viewer) => (hasRole(viewer, 'author') ? refuse('invalid', 'You publish what you write here yourself.') : null),
  async perform({ tx, viewer, now }) {
    if (!viewer.id) return refuse('signed-out', 'Please sign in first.')
    await takeTurn(tx, viewer.id)
    const stopped = await refuseStopped(tx, viewer.id, now)
    if (stopped) return stopped
    const open = await tx.post.findFirst({ where: { state: 'draft', kind: 'essay', deletedDraft: null, authorships: { some: { personId: viewer.id } } }, orderBy: { createdAt: 'desc' }, select: { id: true } })
    const post = open ?? (await addPost(tx, viewer.id, '', now))
    return done({ id: post.id }, { type: 'post', id: post.id })
  },
})
