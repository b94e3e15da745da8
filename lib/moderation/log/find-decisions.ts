import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import type { LogConditions } from '#lib/moderation/log/log-filter.ts'
import { textIdKept, wordsOfDecision } from '#lib/moderation/matters/said-of-item.ts'

/** How many of the newest decisions are looked through word by word before the index of words is asked. */
const nearby = 500

/**
 * The ids of decisions that meet conditions, newest first. A word that is often written is found among the newest ones, a
 * rare one by the index: neither way alone is quick for both.
 * @param before only decisions with smaller numbers
 */
export async function findDecisions({ where, words }: LogConditions, { before, limit }: { before: bigint | null; limit: number }): Promise<string[]> {
  const from = before === null ? Prisma.sql`true` : Prisma.sql`d.seq < ${before}`
  if (!words) return idsOf(Prisma.sql`SELECT d.id FROM decision d WHERE ${from} AND ${where} ORDER BY d.seq DESC LIMIT ${limit}`)
  const near = await idsOf(Prisma.sql`
    SELECT d.id FROM (SELECT d.id, d.seq, d.review_item_id, d.comment_revision_id, d.before, d.reason_note FROM decision d WHERE ${from} AND ${where} ORDER BY d.seq DESC LIMIT ${nearby}) d
    WHERE ${saysWords(words)} ORDER BY d.seq DESC LIMIT ${limit}`)
  if (near.length === limit) return near
  return idsOf(Prisma.sql`
    SELECT d.id FROM decision d
    WHERE d.id IN (
      SELECT said.id FROM comment_revision r JOIN decision said ON said.comment_revision_id = r.id WHERE to_tsvector('simple', left(r.text, 100000)) @@ websearch_to_tsquery('simple', ${words})
      UNION ALL
      SELECT said.id FROM chosen_name n JOIN review_item i ON i.name_id = n.id JOIN decision said ON said.review_item_id = i.id
      WHERE to_tsvector('simple', n.name) @@ websearch_to_tsquery('simple', ${words})
      UNION ALL
      SELECT d.id FROM proposal_revision r JOIN review_item i ON i.proposal_id = r.proposal_id JOIN decision d ON d.review_item_id = i.id AND r.id = ${textIdKept}
      WHERE to_tsvector('simple', left(r.text, 100000)) @@ websearch_to_tsquery('simple', ${words})
      UNION ALL
      SELECT d.id FROM post_revision r JOIN guest_post g ON g.post_id = r.post_id JOIN review_item i ON i.guest_post_id = g.id JOIN decision d ON d.review_item_id = i.id AND r.id = ${textIdKept}
      WHERE r.reason = 'submitted' AND to_tsvector('simple', left(r.title || '. ' || r.text, 100000)) @@ websearch_to_tsquery('simple', ${words})
      UNION ALL
      SELECT said.id FROM decision said WHERE said.reason_note <> '' AND to_tsvector('simple', said.reason_note) @@ websearch_to_tsquery('simple', ${words})
    ) AND ${from} AND ${where} ORDER BY d.seq DESC LIMIT ${limit}`)
}

/** Whether the text that the decision `d` was about, or its note, holds some words: the same as the indexes are asked, row by row. */
export function saysWords(words: string): Prisma.Sql {
  return Prisma.sql`(to_tsvector('simple', ${wordsOfDecision(100_000)}) @@ websearch_to_tsquery('simple', ${words})
    OR to_tsvector('simple', d.reason_note) @@ websearch_to_tsquery('simple', ${words}))`
}

async function idsOf(query: Prisma.Sql): Promise<string[]> {
  const rows = await reader().$queryRaw<{ id: string }[]>(query)
  return rows.map(({ id }) => id)
}
