import { Prisma } from '#database'
import type { NotePlace, UpdateNoteKind } from '#database'
import { momentOf, publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
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
    const shown = { ...note, credit: creditOf(commentId, creditedName, creditedHandle) }
    notes.set(postId, [...(notes.get(postId) ?? []), shown])
  }
  return notes
}

type Written = Omit<UpdateNote, 'at' | 'changedAt' | 'takenBackAt' | 'credit'> & {
  at: string; changedAt: string | null; takenBackAt: string | null; commentId: string | null; creditedName: string | null; creditedHandle: string | null
}

/** The same of one post. @param post its id, as SQL */
export function updateNotesOf(post: Prisma.Sql): Question<UpdateNote[]> {
  return publicQuestion(Prisma.sql`
    SELECT n.id, n.kind, n.place, n.html, n.at, n.changed_at AS "changedAt", n.taken_back_at AS "takenBackAt", n.comment_id AS "commentId",
      n.credited_name AS "creditedName", n.credited_handle AS "creditedHandle"
    FROM published_update_note n WHERE n.post_id = ${post} ORDER BY n.at, n.id`,
  (rows: Written[]) => rows.map(({ id, kind, place, html, at, changedAt, takenBackAt, commentId, creditedName, creditedHandle }) => ({
    id, kind, place, html, at: momentOf(at), changedAt: changedAt === null ? null : momentOf(changedAt), takenBackAt: takenBackAt === null ? null : momentOf(takenBackAt),
    credit: creditOf(commentId, creditedName, creditedHandle),
  })))
}

function creditOf(commentId: string | null, name: string | null, handle: string | null): UpdateNote['credit'] {
  return commentId ? { commentId, name: name && name !== leftName ? name : 'a reader', handle } : null
}
