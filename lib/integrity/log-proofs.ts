import type pg from 'pg'
import type { Proof, ProofQuery } from '#lib/integrity/proof-query.ts'

/** Written out, not asked of the database's own function, which whoever rewrites the log could rewrite as well. */
const decisions: ProofQuery = {
  name: 'decision log',
  things: 'decisions',
  fault: 'break the chain',
  sql: `
    SELECT 'decision ' || lpad(seq::text, 12, '0') AS about,
      seq <> row_number() OVER chain
      OR previous_hash <> coalesce(lag(hash) OVER chain, '')
      OR hash <> sha256(previous_hash || convert_to((jsonb_build_array(
        seq, id, review_item_id, item_version, comment_revision_id, action, from_state, to_state,
        reason_code, reason_note, by_id, (extract(epoch FROM at) * 1000)::bigint, undoes_id, before)
        || CASE WHEN passage = '' THEN '[]'::jsonb ELSE jsonb_build_array(passage) END)::text, 'UTF8')) AS wrong
    FROM decision WINDOW chain AS (ORDER BY seq)`,
}

/** An undo leads back to where the decision before led from, and nothing is taken back twice. */
const undos: ProofQuery = {
  name: 'undos',
  things: 'decisions taken back',
  fault: 'were not taken back as they were made',
  sql: `
    SELECT 'decision ' || u.seq AS about,
      d.id IS NULL OR d.action = 'undo' OR u.action <> 'undo' OR d.seq >= u.seq OR d.review_item_id <> u.review_item_id
      OR (u.from_state, u.to_state) IS DISTINCT FROM (d.to_state, d.from_state) AS wrong
    FROM decision u LEFT JOIN decision d ON d.id = u.undoes_id WHERE u.undoes_id IS NOT NULL OR u.action = 'undo'`,
}

/** What must be true of the log of decisions. */
export const logProofs: ProofQuery[] = [decisions, undos]

/** A decision by number and hash, as a note of it is written: `1234:9f2c…`. */
const note = /^([1-9]\d{0,17}):([0-9a-f]{64})$/i

/**
 * A log cut short is a whole, shorter log, so its end is kept in a row apart. The detail names it, to be written down where
 * nobody who can change this database can change it.
 */
export async function proveEnd(client: pg.Client): Promise<Proof> {
  const name = 'end of the log'
  const { rows } = await client.query<{ kept: string | null; newest: string | null }>(`
    SELECT (SELECT seq || ':' || encode(hash, 'hex') FROM decision_end) AS kept,
      (SELECT seq || ':' || encode(hash, 'hex') FROM decision ORDER BY seq DESC LIMIT 1) AS newest`)
  const { kept = null, newest = null } = rows[0] ?? {}
  if (kept === newest) return { name, ok: true, detail: newest ?? 'nothing was decided yet' }
  return { name, ok: false, detail: `the log ends at ${newest ?? 'nothing'}, and should end at ${kept ?? 'nothing'}` }
}

/** Whether a decision that was written down still has its number and its hash. */
export async function proveNoted(client: pg.Client, noted: string): Promise<Proof> {
  const name = 'noted decision'
  const [, seq = '', hash = ''] = note.exec(noted) ?? []
  if (!seq) return { name, ok: false, detail: 'a note is a number, a colon and the 64 signs of a hash' }
  const { rows } = await client.query<{ hash: string }>(`SELECT encode(hash, 'hex') AS hash FROM decision WHERE seq = $1`, [seq])
  const found = rows[0]?.hash
  if (!found) return { name, ok: false, detail: `there is no decision ${seq} any more` }
  if (found !== hash.toLowerCase()) return { name, ok: false, detail: `decision ${seq} has the hash ${found}: the log was rewritten since` }
  return { name, ok: true, detail: `decision ${seq} is the one that was noted` }
}
