import { Prisma } from '#database'
import type { Reader, Transaction } from '#lib/database.ts'

/** What becomes of somebody's essays when they leave: they stay without a name, or nobody reads them any more. */
export const essayWishes = ['stay', 'take-down'] as const
export type EssayWish = (typeof essayWishes)[number]

const soleOf = (personId: string) => Prisma.sql`EXISTS (SELECT FROM authorship a WHERE a.post_id = p.id AND a.person_id = ${personId}::uuid)
  AND NOT EXISTS (SELECT FROM authorship o WHERE o.post_id = p.id AND o.person_id <> ${personId}::uuid)`

/** How many essays that readers see have this person for their only author. Pages belong to the house. */
export async function countSoleEssays(source: Pick<Reader, '$queryRaw'>, personId: string): Promise<number> {
  const [found] = await source.$queryRaw<{ essays: number }[]>`
    SELECT count(*)::int AS essays FROM published_post p WHERE p.kind = 'essay' AND ${soleOf(personId)}`
  return found?.essays ?? 0
}

/** Does what somebody who leaves wished for. What nobody has seen yet does not appear any more; among several authors the name goes and the essay stays. */
export async function settleEssays(tx: Transaction, personId: string, wish: EssayWish, now: Date): Promise<void> {
  const seen = wish === 'take-down' ? Prisma.sql`p.kind = 'essay' AND p.state <> 'draft'` : Prisma.sql`p.state = 'scheduled' AND p.publish_at > ${now}::timestamptz`
  await tx.$executeRaw`UPDATE post p SET state = 'archived', version = version + 1, updated_at = ${now}::timestamptz WHERE ${seen} AND ${soleOf(personId)}`
  await tx.$executeRaw`
    DELETE FROM authorship mine USING post p
    WHERE mine.person_id = ${personId}::uuid AND p.id = mine.post_id AND (p.state IN ('published', 'unlisted', 'scheduled')
      OR EXISTS (SELECT FROM authorship o WHERE o.post_id = p.id AND o.person_id <> mine.person_id))`
}
