import { Prisma } from '#database'

/**
 * The decision by which a comment came to be in the state that it is in, whatever kind of item it was made on; taken back ones do
 * not count. To be joined to a comment called `c`.
 */
export const standingVerdict = Prisma.sql`LATERAL (
  SELECT d.id, d.action, d.reason_code, d.reason_note, d.passage, d.at, d.by_id
  FROM review_item about JOIN decision d ON d.review_item_id = about.id
  WHERE about.comment_id = c.id AND d.undoes_id IS NULL AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
    AND d.to_state = c.state AND d.from_state IS DISTINCT FROM c.state
  ORDER BY d.seq DESC LIMIT 1)`
