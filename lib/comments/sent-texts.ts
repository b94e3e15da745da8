import { Prisma } from '#database'

/**
 * What somebody sent to be read, of whatever sort, as a table of SQL: a comment, a proposal, an essay; whether it waits, whether it was
 * approved and stands, and when it came. Limits of new and of slow people look at all of it.
 */
export function sentTexts(personId: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT id, state, submitted_at AS at, approved_revision_id IS NOT NULL AND state IN ('published', 'withdrawn') AS approved FROM comment WHERE author_id = ${personId}::uuid
    UNION ALL
    SELECT id, state, proposed_at, state = 'published' FROM proposal WHERE person_id = ${personId}::uuid
    UNION ALL
    SELECT id, state, sent_at, state = 'published' FROM guest_post WHERE person_id = ${personId}::uuid)`
}
