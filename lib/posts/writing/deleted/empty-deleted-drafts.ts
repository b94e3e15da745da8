import { z } from 'zod'
import { Prisma } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { deletedDays } from '#lib/posts/writing/deleted/deleted-days.ts'
import { emptyTexts } from '#lib/posts/writing/deleted/empty-texts.ts'
import { done } from '#lib/refusal.ts'

/** Texts in one statement: a long essay may have been saved thousands of times, and a statement has five seconds. */
const atATime = 100

/** As SQL, of a text `t`: it still says something, and goes. What moderators were sent stays. */
const saysSomething = Prisma.sql`t.reason <> 'submitted'
  AND ((t.title, t.standfirst, t.excerpt, t.source, t.html, t.text) <> ('', '', '', '', '', '') OR t.cover IS NOT NULL OR t.content_notes IS NOT NULL
    OR EXISTS (SELECT FROM revision_work n WHERE n.post_revision_id = t.id))`

type Due = { id: string; fresh: boolean }

/**
 * Empties one draft that was deleted long enough ago: every text of it, what it was filed under, its links and invitations. What moderators
 * were sent stays with what they decided about it. Images of it are let go of, and collected after their own time of grace. Of very many texts only
 * some are emptied; the next time goes on with them.
 * @returns whether there was one, and whether it was begun
 */
export const emptyDeletedDrafts = command({
  name: 'empty-deleted-drafts',
  input: z.strictObject({}),
  least: 'operator',
  unrecorded: true,
  async load(tx, _, now) {
    const before = new Date(now.getTime() - deletedDays * 86_400_000)
    return tx.$queryRaw<Due[]>`
      SELECT d.post_id AS id, d.emptied_at IS NULL AS fresh FROM deleted_draft d JOIN post p ON p.id = d.post_id
      WHERE d.deleted_at <= ${before}::timestamptz AND (d.emptied_at IS NULL OR EXISTS (SELECT FROM post_revision t WHERE t.post_id = d.post_id AND ${saysSomething}))
      ORDER BY d.post_id LIMIT 1 FOR UPDATE OF d, p SKIP LOCKED`
  },
  permit: () => null,
  async perform({ tx, subject: [due], now }) {
    if (!due) return done({ found: false, begun: false })
    if (due.fresh) await emptyAround(tx, due.id, now)
    const texts = await tx.$queryRaw<{ id: string }[]>`SELECT t.id FROM post_revision t WHERE t.post_id = ${due.id}::uuid AND ${saysSomething} LIMIT ${atATime}`
    if (texts.length > 0) await emptyTexts(tx, Prisma.sql`r.id = ANY(${texts.map(({ id }) => id)}::uuid[])`)
    return done({ found: true, begun: due.fresh })
  },
})

/** From then on it does not come back. */
async function emptyAround(tx: Transaction, postId: string, now: Date): Promise<void> {
  const ours = { postId }
  await tx.deletedDraft.update({ where: ours, data: { emptiedAt: now }, select: { postId: true } })
  await tx.$executeRaw`
    UPDATE post SET slug = id::text, canonical_url = '', comment_guidelines = '', comment_guidelines_html = '', version = version + 1, updated_at = ${now}::timestamptz WHERE id = ${postId}::uuid`
  const filed = await tx.postTag.findMany({ where: ours, select: { tagId: true } })
  await tx.postTag.deleteMany({ where: ours })
  await forgetTags(tx, filed.map(({ tagId }) => tagId))
  // Addresses that it had in the blog from which it came, and the picture that stood above it there.
  await tx.redirect.deleteMany({ where: ours })
  await tx.importCover.deleteMany({ where: ours })
  await tx.draftLink.deleteMany({ where: ours })
  await tx.authorInvitation.deleteMany({ where: { ...ours, agreedAt: null } })
}

/** Tags under which nothing else is filed: their names are words of whoever wrote the draft. Categories of an old blog are kept with those above and below them. */
async function forgetTags(tx: Transaction, tagIds: string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM tag t WHERE t.id = ANY(${tagIds}::uuid[]) AND t.kind = 'tag'
      AND NOT EXISTS (SELECT FROM post_tag p WHERE p.tag_id = t.id) AND NOT EXISTS (SELECT FROM tag c WHERE c.parent_id = t.id)`
}
