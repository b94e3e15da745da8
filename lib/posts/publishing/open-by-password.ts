import { z } from 'zod'
import { command } from '#lib/command.ts'
import { hashPassword } from '#lib/people/hash-password.ts'
import { chooseSlug, suggestSlug } from '#lib/posts/choose-slug.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { draftSeen, revisionSeen } from '#lib/posts/publishing/draft-seen.ts'
import { loadPublishing, refuseTakenDown, refuseUnrendered } from '#lib/posts/publishing/load-publishing.ts'
import type { LoadedPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { isAnother, refuseChanged } from '#lib/posts/publishing/refuse-changed.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import { hasOwnSlug } from '#lib/posts/writing/own-slug.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** Characters. Tries are counted, so it need not be as long as that of an account. */
const shortest = 6

/** Hashed while parsing, so that no transaction waits for it. Null: the one that it has. */
const password = z
  .string()
  .max(200, { error: 'This can hold 200 characters.' })
  .refine((word) => word === '' || [...word].length >= shortest, { error: `At least ${shortest} characters, please.` })
  .transform(async (word) => (word === '' ? null : hashPassword(word)))

/**
 * An author lets everybody who knows a password read the draft of a post as it is now. It stays a draft to all lists, feeds and searches, and to
 * everybody else; what is written afterwards is private until this is done again.
 */
export const openByPassword = command({
  name: 'open-by-password',
  input: z.strictObject({ postId: z.uuid(), draftVersion: draftSeen, draftRevision: revisionSeen, password }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input: { password: hash, draftVersion, draftRevision }, subject: post, now }) {
    const hindrance = findHindrance(post, hash, now)
    if (hindrance) return hindrance
    if (isAnother(post, { draftVersion, draftRevision })) return refuseChanged(tx, post, draftRevision)
    const slug = hasOwnSlug(post) ? post.slug : await chooseSlug(tx, suggestSlug(post.draftRevision?.title ?? ''))
    await tx.post.update({
      where: { id: post.id },
      data: {
        slug, state: 'draft', publishAt: null, publishedRevisionId: post.draftRevisionId, passwordHash: hash ?? post.passwordHash, passwordSince: now,
        version: { increment: 1 }, updatedAt: now,
      },
      select: { id: true },
    })
    await noteEvent(tx, { kind: 'essay-opened', personId: null, byId: viewer.id, about: `essay ${post.id}` }, now)
    return done({ slug }, { type: 'post', id: post.id })
  },
})

function findHindrance(post: LoadedPublishing, hash: string | null, now: Date): Refusal | null {
  if (!hash && !post.passwordHash) return refuseField('password', 'Please choose a password.')
  if (!['draft', 'archived'].includes(standingOf(post, now))) return refuse('conflict', 'Take it back to your drafts first.')
  if (!post.draftRevision || post.draftRevision.title.trim() === '') return refuse('invalid', 'It has no title yet. Please give it one first.')
  return refuseUnrendered(post, now) ?? refuseTakenDown(post)
}
