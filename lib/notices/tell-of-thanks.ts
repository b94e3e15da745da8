import { z } from 'zod'
import { Prisma } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { nearestWords } from '#lib/notices/nearest-words.ts'
import { writeNotices } from '#lib/notices/write-notices.ts'
import { isSuspendedAt } from '#lib/people/in-force.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Tells who wrote a comment that a note thanks them for it, once for each comment, while everybody can read both. */
export const tellOfThanks = command({
  name: 'tell-of-thanks',
  input: z.strictObject({ noteId: z.uuid() }),
  least: 'operator',
  unrecorded: true,
  load: async (tx, { noteId }, now) => (await readThanked(tx, noteId, now)) ?? refuse('not-found', 'Nobody is to be thanked.'),
  permit: () => null,
  async perform({ tx, subject: thanked, now }) {
    await writeNotices(tx, [{ personId: thanked.person_id, kind: 'thanks', commentId: thanked.comment_id, postId: thanked.post_id, at: thanked.at, dueAt: now }])
    return done(null, { type: 'post', id: thanked.post_id })
  },
})

type Thanked = { person_id: string; comment_id: string; post_id: string; at: Date }

/** Whom it concerns: not an author of the essay, nobody who wants nothing of this conversation, mutes who wrote the note, or may not write here themselves. */
async function readThanked(tx: Transaction, noteId: string, now: Date): Promise<Thanked | undefined> {
  const rows = await tx.$queryRaw<Thanked[]>`
    WITH RECURSIVE ${nearestWords(Prisma.sql`SELECT comment_id FROM update_note WHERE id = ${noteId}::uuid`)}
    SELECT p.id AS person_id, u.comment_id, u.post_id, n.at
    FROM published_update_note u JOIN update_note n ON n.id = u.id JOIN comment c ON c.id = u.comment_id JOIN person p ON p.id = c.author_id
    WHERE u.id = ${noteId}::uuid AND u.taken_back_at IS NULL AND p.deleted_at IS NULL AND p.id IS DISTINCT FROM n.by_id
      AND NOT EXISTS (SELECT FROM authorship a WHERE a.post_id = u.post_id AND a.person_id = p.id)
      AND NOT EXISTS (SELECT FROM nearest w WHERE w.person_id = p.id AND NOT w.wanted)
      AND NOT EXISTS (SELECT FROM mute m WHERE m.person_id = p.id AND m.muted_id = n.by_id)
      AND NOT ${isSuspendedAt(Prisma.sql`${now}::timestamptz`)}`
  return rows[0]
}
