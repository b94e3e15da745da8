import type { ProofQuery } from '#lib/integrity/proof-query.ts'

/** What readers see of a work is its last revision; of one that was taken down or never approved they see none. */
const works: ProofQuery = {
  name: 'works',
  things: 'works',
  fault: 'do not show the last that was approved',
  sql: `
    SELECT 'work ' || w.id AS about,
      CASE WHEN w.current_revision_id IS NULL THEN coalesce(last.reason, 'undo') <> 'undo' ELSE w.current_revision_id IS DISTINCT FROM last.id END
      OR NOT EXISTS (SELECT FROM work_address a WHERE a.slug = w.slug AND a.work_id = w.id) AS wrong
    FROM work w LEFT JOIN (SELECT DISTINCT ON (work_id) work_id, id, reason FROM work_revision ORDER BY work_id, number DESC) last ON last.work_id = w.id`,
}

/** Each revision is the one before with exactly the changes that it names. */
const revisions: ProofQuery = {
  name: 'facts',
  things: 'revisions of works',
  fault: 'do not follow from the one before',
  sql: `
    SELECT 'revision ' || r.id AS about,
      r.number <> coalesce(before.number, 0) + 1
      OR (SELECT coalesce(jsonb_object_agg(k.key, k.value), '{}') FROM (
          SELECT f.key, f.value FROM jsonb_each(coalesce(before.facts -> 'facts', '{}')) f WHERE f.key NOT IN (SELECT c ->> 'key' FROM jsonb_array_elements(r.changes) c)
          UNION ALL
          SELECT c ->> 'key', c -> 'now' FROM jsonb_array_elements(r.changes) c WHERE jsonb_typeof(c -> 'now') = 'object') k) IS DISTINCT FROM r.facts -> 'facts' AS wrong
    FROM (SELECT *, lag(id) OVER (PARTITION BY work_id ORDER BY number) AS before_id FROM work_revision) r
    LEFT JOIN work_revision before ON before.id = r.before_id`,
}

/** A proposal is part of a work while it is approved, and only then; it waits in the queue while it is held. */
const proposals: ProofQuery = {
  name: 'proposals',
  things: 'proposals',
  fault: 'are not where their state says',
  sql: `
    SELECT 'proposal ' || p.id AS about,
      (p.state = 'published') IS DISTINCT FROM (coalesce(effect.made, 0) = coalesce(effect.undone, 0) + 1)
      OR (p.state <> 'published' AND coalesce(effect.made, 0) <> coalesce(effect.undone, 0))
      OR (p.state = 'held') IS DISTINCT FROM (waiting.proposal_id IS NOT NULL)
      OR p.current_revision_id IS NULL AS wrong
    FROM proposal p
    LEFT JOIN (
      SELECT proposal_id, count(*) FILTER (WHERE reason = 'proposal') AS made, count(*) FILTER (WHERE reason = 'undo') AS undone
      FROM work_revision WHERE proposal_id IS NOT NULL GROUP BY proposal_id) effect ON effect.proposal_id = p.id
    LEFT JOIN (SELECT proposal_id FROM review_item WHERE kind = 'proposal' AND state = 'waiting') waiting ON waiting.proposal_id = p.id`,
}

/** What must be true of works, and of what is suggested for them. */
export const workProofs: ProofQuery[] = [works, revisions, proposals]
