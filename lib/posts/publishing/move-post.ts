import { z } from 'zod'
import type { PostState } from '#database'
import { command } from '#lib/command.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadPublishing, refuseTakenDown, refuseUnapproved } from '#lib/posts/publishing/load-publishing.ts'
import type { LoadedPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { tellLater } from '#lib/posts/publishing/put-before-readers.ts'
import { mayMove, standingOf } from '#lib/posts/publishing/standings.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/**
 * An author takes a post out of the lists, back to the drafts or into the archive, or brings back what readers saw of it. The text stays
 * as it is; nothing written since is published by this.
 */
export const movePost = command({
  name: 'move-post',
  input: z.strictObject({ postId: z.uuid(), to: z.enum(['published', 'unlisted', 'draft', 'archived']) }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input: { to }, subject: post, now }) {
    const from = standingOf(post, now)
    const hindrance = findHindrance(post, from, to)
    if (hindrance) return hindrance
    const guarded = await tx.post.updateMany({
      where: { id: post.id, version: post.version },
      data: { ...placeOf(post, from), state: to, version: { increment: 1 }, updatedAt: now },
    })
    if (guarded.count !== 1) return refuse('conflict', 'Somebody else changed this essay in this very moment. Nothing was lost.')
    if (to === 'published') await tellLater(tx, post.id, now)
    return done({ slug: post.slug, from, state: to }, { type: 'post', id: post.id })
  },
})

function findHindrance(post: LoadedPublishing, from: PostState, to: PostState): Refusal | null {
  if (!mayMove(from, to, 'move')) return refuse('conflict', from === to ? 'It stands like that already.' : 'Publish its draft to bring it before readers.')
  const { passwordHash, publishedRevisionId, publishedAt } = post
  const shown = to === 'published' || to === 'unlisted'
  if (shown && passwordHash) return refuse('conflict', 'This essay has a password, so it stays private. Take the password away first.')
  // What was archived before readers ever saw it has no text to bring back.
  if (shown && from === 'archived' && (!publishedRevisionId || !publishedAt)) return refuse('conflict', 'Readers never saw it. Publish its draft instead.')
  return shown ? (refuseTakenDown(post) ?? refuseUnapproved(post, publishedRevisionId)) : null
}

/** The day since which readers see it is kept; of a text that they were to see later and now will not, nothing is. */
function placeOf({ publishAt, publishedAt }: LoadedPublishing, from: PostState) {
  if (from === 'scheduled') return { publishAt: null, publishedAt: null, publishedRevisionId: null }
  return { publishAt: null, publishedAt: publishedAt ?? (from === 'published' ? publishAt : null) }
}
