import { z } from 'zod'
import { Prisma } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { writeNotices } from '#lib/notices/write-notices.ts'
import { isSuspendedAt } from '#lib/people/in-force.ts'
import { done, refuse } from '#lib/refusal.ts'

const atOnce = 500

/**
 * Writes notices about a public essay for some of those who followed one of its authors when it appeared, from `after` on; see
 * `tellOfComment`. An essay that is in no list is told to nobody, and neither is one that its authors gave an earlier day: it is no news.
 */
export const tellOfPost = command({
  name: 'tell-of-post',
  input: z.strictObject({ postId: z.uuid(), after: z.union([z.uuid(), z.literal('')]).default('') }),
  least: 'operator',
  unrecorded: true,
  load: async (tx, { postId }) => (await readPublic(tx, postId)) ?? refuse('not-found', 'Nobody sees this essay.'),
  permit: () => null,
  async perform({ tx, input: { after }, subject: post, now }) {
    const found = await findFollowers(tx, post, after, now)
    await writeNotices(tx, found.map(({ person_id: personId }) => ({ personId, kind: 'post', commentId: null, postId: post.id, at: post.published_at, dueAt: now })))
    return done({ next: found.length < atOnce ? null : (found.at(-1)?.person_id ?? null) }, { type: 'post', id: post.id })
  },
})

type Public = { id: string; published_at: Date }

async function readPublic(tx: Transaction, postId: string): Promise<Public | undefined> {
  const rows = await tx.$queryRaw<Public[]>`
    SELECT id, published_at FROM published_post WHERE id = ${postId}::uuid AND listed AND NOT EXISTS (SELECT FROM given_day WHERE post_id = ${postId}::uuid)`
  return rows[0]
}

async function findFollowers(tx: Transaction, post: Public, after: string, now: Date): Promise<{ person_id: string }[]> {
  return tx.$queryRaw`
    SELECT DISTINCT f.person_id
    FROM authorship a JOIN follow f ON f.author_id = a.person_id AND f.wanted AND f.at <= ${post.published_at}::timestamptz JOIN person p ON p.id = f.person_id
    WHERE a.post_id = ${post.id}::uuid ${after === '' ? Prisma.empty : Prisma.sql`AND f.person_id > ${after}::uuid`}
      AND NOT EXISTS (SELECT FROM authorship own WHERE own.post_id = a.post_id AND own.person_id = f.person_id)
      AND NOT EXISTS (SELECT FROM authorship by JOIN mute m ON m.muted_id = by.person_id WHERE by.post_id = a.post_id AND m.person_id = f.person_id)
      AND NOT ${isSuspendedAt(Prisma.sql`${now}::timestamptz`)}
    ORDER BY f.person_id LIMIT ${atOnce}`
}
