import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { command } from '#lib/command.ts'
import { largest } from '#lib/media-name.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { done, refuse } from '#lib/refusal.ts'
import { hasRole } from '#lib/viewer.ts'
import { imageWords } from './image-words.ts'

/** More than any essay shows. It keeps a program that has gone wild from filling the disk. */
const mostForOne = 300

/** The same for somebody whose essay is read first: enough for one of them, and many new accounts do not fill the disk either. */
const mostForReaders = 40

/**
 * An author has an image ready for a post: it gets its name, by which its files are written. Until they are (see {@link keepImage})
 * it is nowhere shown, and an hour later it is gone.
 */
export const beginImage = command({
  name: 'begin-image',
  input: imageWords.extend({ postId: z.uuid(), width: z.int().min(1).max(largest.width), height: z.int().min(1).max(largest.height) }),
  least: 'reader',
  async load(tx, { postId }) {
    const post = await tx.post.findUnique({ where: { id: postId, deletedDraft: null }, select: { id: true, authorships: { select: { personId: true } } } })
    return post ?? noSuchEssay
  },
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input: { width, height, ...words }, now }) {
    const count = await tx.media.count({ where: { postId: words.postId, goneAt: null } })
    const most = hasRole(viewer, 'author') ? mostForOne : mostForReaders
    if (count >= most) return refuse('conflict', `This essay has ${most} images already, which is the most that one can have.`)
    const name = `${randomBytes(12).toString('hex')}-${width}x${height}`
    await tx.media.create({ data: { ...words, name, personId: viewer.id, uploadedAt: now } })
    return done({ name }, { type: 'post', id: words.postId })
  },
})
