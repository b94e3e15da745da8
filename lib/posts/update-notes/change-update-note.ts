import { z } from 'zod'
import { command } from '#lib/command.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { findCredited } from '#lib/posts/update-notes/find-credited.ts'
import { loadNote, refuseChanged } from '#lib/posts/update-notes/load-note.ts'
import { creditedComment, noteFields } from '#lib/posts/update-notes/note-fields.ts'
import { thankLater } from '#lib/posts/update-notes/thank-later.ts'
import { done, refuse } from '#lib/refusal.ts'

/** An author changes a note. It keeps its day and says when it was changed; what it said before is kept. */
export const changeUpdateNote = command({
  name: 'change-update-note',
  input: z.strictObject({ noteId: z.uuid(), version: z.coerce.number().pipe(z.int32()), ...noteFields, commentId: creditedComment.optional() }),
  least: 'author',
  // What is not said of the comment stays: readers may not see it now, and see it again.
  load: loadNote,
  permit: (viewer, note) => permitAuthor(viewer, note.post),
  async perform({ tx, viewer, input, subject: note, now }) {
    if (note.takenBackAt) return refuse('conflict', 'This note was taken back. You can write a new one.')
    const credited = await findCredited(tx, note.postId, input.commentId ?? note.commentId ?? '', note.commentId)
    if (!credited.ok) return credited
    const { source: body, html } = input.body
    const data = { kind: input.kind, place: input.place, body, html, commentId: credited.value, byId: viewer.id, at: now, version: { increment: 1 } }
    const { count } = await tx.updateNote.updateMany({ where: { id: note.id, version: input.version, takenBackAt: null }, data })
    if (count !== 1) return refuseChanged(tx, note.id)
    if (credited.value && credited.value !== note.commentId) await thankLater(tx, note.id, now)
    return done({ id: note.id }, { type: 'post', id: note.postId })
  },
})
