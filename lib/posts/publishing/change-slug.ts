import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { chooseSlug, isFree } from '#lib/posts/choose-slug.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import type { LoadedPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { slugField } from '#lib/posts/slug-field.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'

/**
 * An author gives a post another address. One that readers may know leads to the post for ever and is given to no other; the post itself may
 * come back to it. Of two who want one address at once, one gets it and the other a suggestion.
 */
export const changeSlug = command({
  name: 'change-slug',
  input: z.strictObject({ postId: z.uuid(), slug: slugField }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input: { slug }, subject: post, now }) {
    const about = { type: 'post', id: post.id }
    if (slug === post.slug) return done({ slug }, about)
    // The name of what has no address yet: it would be given another one when it is published again.
    if (slug === post.id) return refuseField('slug', 'This name is kept for drafts. Please choose words.')
    if (!(await isFree(tx, slug, post.id))) return refuseTaken(await chooseSlug(tx, slug))
    await tx.redirect.deleteMany({ where: { fromPath: `/posts/${slug}`, postId: post.id } })
    if (await wasKnown(tx, post, now)) {
      await tx.redirect.create({ data: { fromPath: `/posts/${post.slug}`, postId: post.id, source: 'slug', createdAt: now }, select: { postId: true } })
    }
    await tx.post.update({ where: { id: post.id }, data: { slug, version: { increment: 1 }, updatedAt: now }, select: { id: true } })
    return done({ slug }, about)
  },
})

function refuseTaken(free: string) {
  const sentence = `This address is taken. ${free} is free.`
  return refuse('conflict', sentence, { fields: { slug: sentence }, present: { free } })
}

/** Whether anybody but its authors can have seen the present address; who had a password for it remembers it when that has been taken away. */
async function wasKnown(tx: Transaction, { id, publishedAt, passwordSince }: LoadedPublishing, now: Date): Promise<boolean> {
  if (publishedAt !== null || passwordSince !== null) return true
  if (await tx.openedText.findFirst({ where: { postId: id }, select: { postId: true } })) return true
  return (await tx.publication.findFirst({ where: { postId: id, fromAt: { lte: now } }, select: { postId: true } })) !== null
}
