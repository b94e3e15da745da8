import type { NotePlace, UpdateNoteKind } from '#database'
import { publicReader } from '#lib/database.ts'
import { leftName } from '#lib/people/left-name.ts'

/** What an author has said about a text since it appeared, as everybody may read it. */
export type UpdateNote = {
  id: string
  kind: UpdateNoteKind
  place: NotePlace
  /** Empty once it was taken back. */
  html: string
  /** The day that it bears. */
  at: Date
  changedAt: Date | null
  takenBackAt: Date | null
  /** Whose comment led to it, while everybody can read that comment. */
  credit: { commentId: string; name: string; handle: string | null } | null
}

/** The notes of some posts, oldest first. */
export async function readUpdateNotes(postIds: string[]): Promise<Map<string, UpdateNote[]>> {
  const rows = await publicReader().publishedUpdateNote.findMany({ where: { postId: { in: postIds } }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
  const notes = new Map<string, UpdateNote[]>()
  for (const { postId, commentId, creditedName, creditedHandle, ...note } of rows) {
    const name = creditedName && creditedName !== leftName ? creditedName : 'a reader'
    const shown = { ...note, credit: commentId ? { commentId, name, handle: creditedHandle } : null }
    notes.set(postId, [...(notes.get(postId) ?? []), shown])
  }
  return notes
}
