import { z } from 'zod'
import { command } from '#lib/command.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadNote, refuseChanged } from '#lib/posts/update-notes/load-note.ts'
import { done } from '#lib/refusal.ts'

/** An author takes a note back. Readers see that there was one and when it went; what it said is kept for the authors. */
export const takeBackUpdateNote = command({
  name: 'take-back-update-note',
  input: z.strictObject({ noteId: z.uuid(), version: z.coerce.number().pipe(z.int32()) }),
  least: 'author',
  load: loadNote,
  permit: (viewer, note) => permitAuthor(viewer, note.post),
  async perform({ tx, viewer, input, subject: note, now }) {
    const gone = done({ id: note.id }, { type: 'post', id: note.postId })
    if (note.takenBackAt) return gone
    const data = { takenBackAt: now, byId: viewer.id, at: now, version: { increment: 1 } }
    const { count } = await tx.updateNote.updateMany({ where: { id: note.id, version: input.version, takenBackAt: null }, data })
    return count === 1 ? gone : refuseChanged(tx, note.id)
  },
})
