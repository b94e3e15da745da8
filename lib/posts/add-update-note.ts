import { z } from 'zod'
import { command } from '#lib/command.ts'
import { essayText } from '#lib/posts/essay-text.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { done, refuse } from '#lib/refusal.ts'

/** An author says, dated, what changed in a published post. */
export const addUpdateNote = command({
  name: 'add-update-note',
  input: z.strictObject({ postId: z.uuid(), kind: z.enum(['update', 'correction', 'clarification', 'retraction']), body: essayText }),
  least: 'author',
  async load(tx, { postId }) {
    const post = await tx.post.findUnique({ where: { id: postId }, select: { id: true, authorships: { select: { personId: true } } } })
    return post ?? refuse('not-found', 'There is no such essay.')
  },
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input, subject: post, now }) {
    const { source, html } = input.body
    const note = await tx.updateNote.create({ data: { postId: post.id, kind: input.kind, body: source, html, at: now }, select: { id: true } })
    return done(note, { type: 'post', id: post.id })
  },
})
