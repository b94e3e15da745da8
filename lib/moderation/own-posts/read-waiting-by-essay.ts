import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import { authorsKinds } from '#lib/moderation/own-posts/decide-under-own.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** An own essay under which something waits for somebody to read it. */
export type WaitingEssay = { postId: string; title: string; count: number }

/** Essays that are named at once; those under which most waits come first. */
const most = 50

/** How many replies wait under each essay of an author, as {@link readWaitingUnder} shows them. */
export async function readWaitingByEssay(viewer: SignedIn): Promise<WaitingEssay[]> {
  return reader().$queryRaw<WaitingEssay[]>(Prisma.sql`
    SELECT p.id AS "postId", r.title, count(*)::int AS count
    FROM authorship a JOIN post p ON p.id = a.post_id JOIN post_revision r ON r.id = coalesce(p.published_revision_id, p.draft_revision_id)
      JOIN review_item i ON i.post_id = p.id AND i.state = 'waiting' AND i.kind::text IN (${Prisma.join([...authorsKinds])})
    WHERE a.person_id = ${viewer.id}::uuid
    GROUP BY p.id, r.title ORDER BY count(*) DESC, p.id LIMIT ${most}`)
}
