import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { emptyTexts } from '#lib/posts/writing/deleted/empty-texts.ts'

/** Texts in one statement, which has five seconds: somebody who wrote for years leaves tens of thousands behind. */
const atATime = 100

/** The essays that nobody but this person is an author of, before it is settled what becomes of them. */
export async function findOwnAlone(tx: Transaction, personId: string): Promise<string[]> {
  const posts = await tx.post.findMany({ where: { kind: 'essay', authorships: { some: { personId }, every: { personId } } }, select: { id: true } })
  return posts.map(({ id }) => id)
}

/**
 * Empties every text of some essays that readers never saw, after their only author has left: nobody else was meant to read it. What readers saw
 * stays as it was, with the essay or with its taking down.
 */
export async function forgetDrafts(tx: Transaction, postIds: string[]): Promise<void> {
  if (postIds.length === 0) return
  const ours = Prisma.sql`ANY(${postIds}::uuid[])`
  await tx.$executeRaw`
    UPDATE post SET draft_revision_id = published_revision_id, draft_version = draft_version + 1
    WHERE id = ${ours} AND published_revision_id IS NOT NULL AND draft_revision_id <> published_revision_id`
  const texts = await tx.$queryRaw<{ id: string }[]>`SELECT r.id FROM post_revision r WHERE r.post_id = ${ours} AND NOT post_revision_was_shown(r.id) ORDER BY r.id`
  const ids = texts.map(({ id }) => id)
  for (let from = 0; from < ids.length; from += atATime) await emptyTexts(tx, Prisma.sql`r.id = ANY(${ids.slice(from, from + atATime)}::uuid[])`)
}
