import type { Transaction } from '#lib/database.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

const shape = {
  id: true, postId: true, version: true, commentId: true, takenBackAt: true, kind: true, place: true, body: true,
  post: { select: { authorships: { select: { personId: true } } } },
} as const

/** A note with whoever may change it. */
export async function loadNote(tx: Transaction, { noteId }: { noteId: string }) {
  const note = await tx.updateNote.findUnique({ where: { id: noteId }, select: shape })
  return note ?? refuse('not-found', 'There is no such note.')
}

/** Somebody else was there first: what they wrote is shown, and sending once more puts one's own text in its place. */
export async function refuseChanged(tx: Transaction, noteId: string): Promise<Refusal> {
  const present = await tx.updateNote.findUniqueOrThrow({ where: { id: noteId }, select: { version: true, body: true } })
  return refuse('conflict', 'This note was changed elsewhere in the meantime. What you wrote is still here, and so is what stands now.', { present })
}
