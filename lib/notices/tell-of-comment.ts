import { z } from 'zod'
import { Prisma } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { findMentions } from '#lib/notices/find-mentions.ts'
import { noticeDelaySeconds } from '#lib/notice-delay.ts'
import { nearestWords } from '#lib/notices/nearest-words.ts'
import { writeNotices } from '#lib/notices/write-notices.ts'
import { isSuspendedAt } from '#lib/people/in-force.ts'
import { done, refuse } from '#lib/refusal.ts'

/** People who are told in one transaction; a thread with thousands of followers is told in many. */
const atOnce = 500

/**
 * A comment has become public, or its new text has: whom it concerns is found out when the time to take that back is over. One job,
 * however many people there are; a comment that goes and comes in the meantime is told of once.
 */
export async function announceComment(tx: Transaction, commentId: string, { edited, now }: { edited: boolean; now: Date }): Promise<void> {
  const at = new Date(now.getTime() + noticeDelaySeconds * 1000)
  await addJob(tx, 'tell-of-comment', { commentId, edited }, { at, key: edited ? `${commentId}:edited` : commentId })
}

/**
 * Writes notices about a public comment for some of the people whom it concerns, in the order of their ids, from `after` on. Each is
 * told once, in the strongest of the ways in which it concerns them. Of a new text only those hear whom it names.
 * @returns the last of them when there may be more, for the next time
 */
export const tellOfComment = command({
  name: 'tell-of-comment',
  input: z.strictObject({ commentId: z.uuid(), edited: z.boolean(), after: z.union([z.uuid(), z.literal('')]).default('') }),
  least: 'operator',
  unrecorded: true,
  load: async (tx, { commentId }) => (await readPublic(tx, commentId)) ?? refuse('not-found', 'Nobody sees this comment.'),
  permit: () => null,
  async perform({ tx, input: { edited, after }, subject: comment, now }) {
    const found = await findConcerned(tx, comment, { edited, after, now })
    const notices = found.map(({ person_id: personId, kind }) => ({ personId, kind, commentId: comment.id, postId: comment.post_id, at: comment.published_at, dueAt: now }))
    await writeNotices(tx, notices)
    return done({ next: found.length < atOnce ? null : (found.at(-1)?.person_id ?? null) }, { type: 'comment', id: comment.id })
  },
})

type Public = { id: string; post_id: string; author_id: string | null; parent_author_id: string | null; html: string; published_at: Date }

async function readPublic(tx: Transaction, commentId: string): Promise<Public | undefined> {
  const rows = await tx.$queryRaw<Public[]>`
    SELECT c.id, c.post_id, c.author_id, parent.author_id AS parent_author_id, p.html, p.published_at
    FROM published_comment p JOIN comment c ON c.id = p.id LEFT JOIN comment parent ON parent.id = c.parent_id
    WHERE p.id = ${commentId}::uuid AND NOT p.tombstone`
  return rows[0]
}

type Range = { edited: boolean; after: string; now: Date }

/**
 * Whom a comment concerns: who wrote what it answers, whom it names, who wrote the essay, who followed the branch or the thread when it appeared. Left out
 * are its writer, whoever has said that they want nothing of this thread, or nothing of this branch (of several branches the nearest counts), whoever
 * mutes the writer, and who may not write here themselves.
 */
async function findConcerned(tx: Transaction, comment: Public, { edited, after, now }: Range): Promise<{ person_id: string; kind: string }[]> {
  const named = findMentions(comment.html)
  const answered = edited ? null : comment.parent_author_id
  return tx.$queryRaw`
    WITH RECURSIVE ${nearestWords(Prisma.sql`SELECT ${comment.id}::uuid`)}, concerned AS (
      SELECT ${answered}::uuid AS person_id, 'reply' AS kind, 1 AS rank
      UNION ALL SELECT id, 'mention', 2 FROM person WHERE handle = ANY (${named})
      UNION ALL SELECT person_id, 'essay', 3 FROM authorship WHERE post_id = ${comment.post_id}::uuid ${edited ? Prisma.sql`AND false` : Prisma.empty}
      UNION ALL SELECT person_id, kind, 4 FROM nearest WHERE wanted AND at <= ${comment.published_at}::timestamptz ${edited ? Prisma.sql`AND false` : Prisma.empty}
    )
    SELECT DISTINCT ON (c.person_id) c.person_id, c.kind
    FROM concerned c JOIN person p ON p.id = c.person_id
    WHERE p.deleted_at IS NULL AND c.person_id IS DISTINCT FROM ${comment.author_id}::uuid ${after === '' ? Prisma.empty : Prisma.sql`AND c.person_id > ${after}::uuid`}
      AND NOT EXISTS (SELECT FROM nearest n WHERE n.person_id = c.person_id AND NOT n.wanted)
      AND NOT EXISTS (SELECT FROM mute m WHERE m.person_id = c.person_id AND m.muted_id = ${comment.author_id}::uuid)
      AND NOT ${isSuspendedAt(Prisma.sql`${now}::timestamptz`)}
    ORDER BY c.person_id, c.rank LIMIT ${atOnce}`
}
