import { z } from 'zod'
import { command } from '#lib/command.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'

/** More have never written one essay. */
const mostAuthors = 12

/** An author lets another author of this site write at a post and be named above it. Who only reads is not told apart from who does not exist. */
export const addCoAuthor = command({
  name: 'add-co-author',
  input: z.strictObject({
    postId: z.uuid(),
    handle: z.string().trim().toLowerCase().transform((raw) => raw.replace(/^@/, '')).refine((handle) => handle !== '', { error: 'Please give a handle.' }),
  }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input: { handle }, subject: { id, authorships }, now }) {
    const person = await tx.person.findUnique({ where: { handle }, select: { id: true, name: true, role: true, deletedAt: true } })
    if (!person || person.role === 'reader' || person.deletedAt) return refuseField('handle', 'Nobody of this handle writes here.')
    if (authorships.some(({ personId }) => personId === person.id)) return refuseField('handle', `${person.name} is an author of it already.`)
    if (authorships.length >= mostAuthors) return refuse('conflict', `Up to ${mostAuthors} people can write one essay.`)
    const { _max: last } = await tx.authorship.aggregate({ where: { postId: id }, _max: { position: true } })
    await tx.authorship.create({ data: { postId: id, personId: person.id, position: (last.position ?? -1) + 1 }, select: { postId: true } })
    await tx.post.update({ where: { id }, data: { version: { increment: 1 }, updatedAt: now }, select: { id: true } })
    return done({ name: person.name }, { type: 'post', id })
  },
})
