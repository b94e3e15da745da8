import { Prisma } from '#database'

/** Verdicts on a text. Reports that were wrong and decisions that stood say nothing new about it. */
const verdictsOnTexts = Prisma.sql`('approve', 'restore', 'return', 'reject', 'hide', 'overturn')`

/** Whose texts are looked at: see `rule`. */
export type PastScope = { authorId: string | null; postId: string | null }

/**
 * The last word of a person on each text: what stands at the end of the log about it, not taken back. A row is `d`, its item `i`.
 * What the site published by itself is no verdict.
 * @param newest place in the log up to which decisions count
 */
export function lastWords(newest: number, { authorId, postId }: PastScope): Prisma.Sql {
  return Prisma.sql`
    FROM decision d JOIN review_item i ON i.id = d.review_item_id
    WHERE d.seq <= ${newest} AND ${isVerdict(Prisma.sql`d`)}
      AND NOT EXISTS (
        SELECT FROM decision later WHERE later.comment_revision_id = d.comment_revision_id AND later.seq > d.seq AND later.seq <= ${newest}
          AND ${isVerdict(Prisma.sql`later`)})
      ${postId ? Prisma.sql`AND i.post_id = ${postId}::uuid` : Prisma.empty}
      ${authorId ? Prisma.sql`AND EXISTS (SELECT FROM authorship a WHERE a.post_id = i.post_id AND a.person_id = ${authorId}::uuid)` : Prisma.empty}`
}

function isVerdict(row: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${row}.action IN ${verdictsOnTexts} AND ${row}.comment_revision_id IS NOT NULL AND ${row}.by_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = ${row}.id)`
}
