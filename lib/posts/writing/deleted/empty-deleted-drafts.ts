import { z } from 'zod'
import { Prisma } from '#database'
import { command } from '#lib/command.ts'
import { deletedDays } from '#lib/posts/writing/deleted/deleted-days.ts'
import { emptyTexts } from '#lib/posts/writing/deleted/empty-texts.ts'
import { done } from '#lib/refusal.ts'

/** Drafts in one transaction: each may have hundreds of texts. */
const atATime = 10

/**
 * Empties drafts that were deleted long enough ago: every text of them, what they were filed under, their links and invitations. What moderators
 * were sent stays with what they decided about it. Images of theirs are let go of, and collected after their own time of grace.
 * @returns how many there were
 */
export const emptyDeletedDrafts = command({
  name: 'empty-deleted-drafts',
  input: z.strictObject({}),
  least: 'operator',
  unrecorded: true,
  async load(tx, _, now) {
    const before = new Date(now.getTime() - deletedDays * 86_400_000)
    return tx.$queryRaw<{ id: string }[]>`
      SELECT d.post_id AS id FROM deleted_draft d JOIN post p ON p.id = d.post_id WHERE d.emptied_at IS NULL AND d.deleted_at <= ${before}::timestamptz
      ORDER BY d.post_id LIMIT ${atATime} FOR UPDATE SKIP LOCKED`
  },
  permit: () => null,
  async perform({ tx, subject, now }) {
    const ids = subject.map(({ id }) => id)
    if (ids.length === 0) return done({ count: 0 })
    const ours = { postId: { in: ids } }
    await tx.deletedDraft.updateMany({ where: ours, data: { emptiedAt: now } })
    await emptyTexts(tx, Prisma.sql`r.post_id = ANY(${ids}::uuid[]) AND r.reason <> 'submitted'`)
    await tx.$executeRaw`
      UPDATE post SET slug = id::text, canonical_url = '', comment_guidelines = '', comment_guidelines_html = '', version = version + 1, updated_at = ${now}::timestamptz WHERE id = ANY(${ids}::uuid[])`
    await tx.postTag.deleteMany({ where: ours })
    await tx.importCover.deleteMany({ where: ours })
    await tx.draftLink.deleteMany({ where: ours })
    await tx.authorInvitation.deleteMany({ where: { ...ours, agreedAt: null } })
    return done({ count: ids.length })
  },
})
