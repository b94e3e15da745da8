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

/** The entries of lists in what readers see of works, as a table of SQL: which work, which field, what it says. */
const entries = `(
  SELECT w.id AS work_id, w.merged_into_id IS NULL AS alone, split_part(f.key, '/', 1) AS field, f.key, f.value -> 'value' AS value
  FROM work w JOIN work_revision r ON r.id = w.current_revision_id CROSS JOIN LATERAL jsonb_each(r.facts -> 'facts') f
  WHERE f.key LIKE '%/%')`

/** What lists, the search and other pages say of a work without reading its facts. */
const lines: ProofQuery = {
  name: 'works in lists',
  things: 'works',
  fault: 'are called in lists what their facts do not say',
  sql: `
    SELECT 'work ' || w.id AS about,
      (w.kind, w.title, w.year, w.outline) IS DISTINCT FROM
        (coalesce(r.facts #>> '{facts,kind,value}', ''), coalesce(r.facts #>> '{facts,title,value}', ''), released.year, coalesce(told.outline, '')) AS wrong
    FROM work w JOIN work_revision r ON r.id = w.current_revision_id
    LEFT JOIN (SELECT work_id, min(left(value ->> 'date', 4)::integer) AS year FROM ${entries} e WHERE field = 'releases' GROUP BY work_id) released ON released.work_id = w.id
    LEFT JOIN (
      SELECT DISTINCT ON (work_id) work_id, value ->> 'text' AS outline FROM ${entries} e WHERE field = 'synopses' AND value ->> 'kind' = 'outline'
      ORDER BY work_id, (value ->> 'place')::integer, key) told ON told.work_id = w.id`,
}

/** A number of a catalogue leads to the one work that says it is its own. */
const identifiers: ProofQuery = {
  name: 'identifiers',
  things: 'identifiers of works',
  fault: 'lead elsewhere than the facts say',
  sql: `
    SELECT 'identifier ' || scheme || ' ' || value AS about, kept.there IS NULL OR said.there IS NULL AS wrong
    FROM (SELECT scheme, value, work_id, true AS there FROM work_identifier) kept
    FULL JOIN (SELECT DISTINCT value ->> 'scheme' AS scheme, value ->> 'value' AS value, work_id, true AS there FROM ${entries} e WHERE field = 'identifiers' AND alone) said
      USING (scheme, value, work_id)`,
}

/** A work is found while readers see it, and by its title at least. */
const found: ProofQuery = {
  name: 'works to be found',
  things: 'works',
  fault: 'are kept to be found, or not, against the rule',
  sql: `
    SELECT 'work ' || w.id AS about,
      (s.work_id IS NOT NULL) <> (w.current_revision_id IS NOT NULL AND w.merged_into_id IS NULL)
      OR (s.work_id IS NOT NULL AND numnode(plainto_tsquery('simple', fold_words(w.title))) > 0 AND NOT s.words @@ plainto_tsquery('simple', fold_words(w.title))) AS wrong
    FROM work w LEFT JOIN work_search s ON s.work_id = w.id`,
}

/** Where two pages became one, a merger that was not taken back says so, and the other page stands by itself. */
const mergers: ProofQuery = {
  name: 'mergers',
  things: 'works',
  fault: 'lead where no merger says',
  sql: `
    SELECT 'work ' || w.id AS about,
      (w.merged_into_id IS NOT NULL) IS DISTINCT FROM (coalesce(last.reason::text, '') = 'merge')
      OR (w.merged_into_id IS NOT NULL AND kept.merged_into_id IS NOT NULL) AS wrong
    FROM work w LEFT JOIN work kept ON kept.id = w.merged_into_id
    LEFT JOIN (SELECT DISTINCT ON (merged_id) merged_id, reason FROM work_revision WHERE merged_id IS NOT NULL ORDER BY merged_id, created_at DESC, id DESC) last ON last.merged_id = w.id`,
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
export const workProofs: ProofQuery[] = [works, lines, identifiers, found, mergers, revisions, proposals]
