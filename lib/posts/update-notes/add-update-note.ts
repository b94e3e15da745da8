import { z } from 'zod'
import { Prisma } from '#database'
import { command } from '#lib/command.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import { findCredited } from '#lib/posts/update-notes/find-credited.ts'
import { noteFields } from '#lib/posts/update-notes/note-fields.ts'
import { thankLater } from '#lib/posts/update-notes/thank-later.ts'
import { done, refuse } from '#lib/refusal.ts'

/**
 * An author says, dated, what changed in a published post, and whose comment led to it. The same words at the same place of it, sent once more while they
 * stand, are the note that is there: readers are told once.
 */
export const addUpdateNote = command({
  name: 'add-update-note',
  input: z.strictObject({ postId: z.uuid(), ...noteFields }),
  least: 'author',
  async load(tx, { postId }) {
    await tx.$queryRaw(Prisma.sql`SELECT FROM post WHERE id = ${postId}::uuid FOR NO KEY UPDATE`)
    const post = await tx.post.findUnique({ where: { id: postId }, select: { id: true, state: true, publishAt: true, publishedRevisionId: true, authorships: { select: { personId: true } } } })
    return post ?? noSuchEssay
  },
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input, subject: post, now }) {
    if (!post.publishedRevisionId || standingOf(post, now) === 'scheduled') return refuse('conflict', 'A note speaks to readers, and no reader has seen this text yet. Nothing was lost.')
    const credited = await findCredited(tx, post.id, input.commentId)
    if (!credited.ok) return credited
    const { source: body, html } = input.body
    const said = { postId: post.id, kind: input.kind, place: input.place, body, commentId: credited.value }
    const same = await tx.updateNote.findFirst({ where: { ...said, takenBackAt: null }, select: { id: true } })
    if (same) return done(same, { type: 'post', id: post.id })
    const note = await tx.updateNote.create({
      data: { ...said, html, byId: viewer.id, saidAt: now, at: now },
      select: { id: true },
    })
    if (credited.value) await thankLater(tx, note.id, now)
    return done(note, { type: 'post', id: post.id })
  },
})
