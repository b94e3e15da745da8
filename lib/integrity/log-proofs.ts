import type { ProofQuery } from '#lib/integrity/proof-query.ts'

/** Written out, not asked of the database's own function, which whoever rewrites the log could rewrite as well. */
const decisions: ProofQuery = {
  name: 'decision log',
  things: 'decisions',
  fault: 'break the chain',
  sql: `
    SELECT 'decision ' || lpad(seq::text, 12, '0') AS about,
      seq <> row_number() OVER chain
      OR previous_hash <> coalesce(lag(hash) OVER chain, '')
      OR hash <> sha256(previous_hash || convert_to(jsonb_build_array(
        seq, id, review_item_id, item_version, comment_revision_id, action, from_state, to_state,
        reason_code, reason_note, by_id, (extract(epoch FROM at) * 1000)::bigint, undoes_id, before)::text, 'UTF8')) AS wrong
    FROM decision WINDOW chain AS (ORDER BY seq)`,
}

/** What must be true of the log of decisions. The end of it cannot prove itself: a log cut short is a whole, shorter log. */
export const logProofs: ProofQuery[] = [decisions]
