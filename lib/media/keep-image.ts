import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done, refuse } from '#lib/refusal.ts'

/** All files of an image are written: from now on it can be shown, by those who uploaded it first of all. */
export const keepImage = command({
  name: 'keep-image',
  input: z.strictObject({ name: z.string() }),
  least: 'reader',
  async load(tx, { name }) {
    const image = await tx.media.findUnique({ where: { name }, select: { name: true, personId: true, postId: true } })
    return image ?? refuse('not-found', 'There is no such image.')
  },
  permit: (viewer, { personId }) => (personId === viewer.id ? null : refuse('not-found', 'There is no such image.')),
  async perform({ tx, subject: { name, postId }, now }) {
    const kept = await tx.media.updateMany({ where: { name, keptAt: null, goneAt: null }, data: { keptAt: now } })
    return kept.count === 1 ? done(null, { type: 'post', id: postId }) : refuse('conflict', 'This image took too long to arrive. Please send it again.')
  },
})
