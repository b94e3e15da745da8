import type { ProofQuery } from '#lib/integrity/proof-query.ts'

/** What is copied onto an item, so that a long queue is as quick as a short one, still says what its source says. */
const items: ProofQuery = {
  name: 'what items say',
  things: 'items of the queue',
  fault: 'do not say whose text it is, where it links to or why it waits',
  sql: `
    SELECT 'item ' || i.id AS about,
      (c.id IS NOT NULL AND (i.person_id, i.guest_id) IS DISTINCT FROM (c.author_id, c.guest_id))
      OR (n.id IS NOT NULL AND i.person_id IS DISTINCT FROM n.person_id)
      OR (p.id IS NOT NULL AND i.person_id IS DISTINCT FROM p.person_id)
      OR (g.id IS NOT NULL AND i.person_id IS DISTINCT FROM g.person_id)
      OR i.link_hosts IS DISTINCT FROM CASE WHEN coalesce(r.html, e.html) LIKE '%<a %' THEN link_hosts_of(coalesce(r.html, e.html)) WHEN q.text LIKE '%://%' THEN hosts_named_in(q.text) ELSE '{}' END
      OR (SELECT coalesce(array_agg(rule ORDER BY rule), '{}') FROM unnest(i.held_by) AS rule) IS DISTINCT FROM coalesce(f.rules, '{}') AS wrong
    FROM review_item i
    LEFT JOIN comment c ON c.id = i.comment_id
    LEFT JOIN comment_revision r ON r.id = i.comment_revision_id
    LEFT JOIN chosen_name n ON n.id = i.name_id
    LEFT JOIN proposal p ON p.id = i.proposal_id
    LEFT JOIN proposal_revision q ON q.id = i.proposal_revision_id
    LEFT JOIN guest_post g ON g.id = i.guest_post_id
    LEFT JOIN post_revision e ON e.id = i.post_revision_id
    LEFT JOIN (
      SELECT f.review_item_id, array_agg(DISTINCT f.rule ORDER BY f.rule) AS rules
      FROM finding f JOIN review_item own ON own.id = f.review_item_id AND coalesce(own.comment_revision_id, own.name_id, own.proposal_revision_id, own.post_revision_id) IS NOT DISTINCT FROM f.revision_id
      GROUP BY 1) f ON f.review_item_id = i.id`,
}

/**
 * Every waiting item is of a kind that can be decided, and about something in a state where deciding makes sense: it has a
 * text that the card shows, and the comment stands where its kind begins. What reads a decision again has one that stands.
 */
const reachable: ProofQuery = {
  name: 'what waits',
  things: 'waiting items',
  fault: 'can be decided by nobody',
  sql: `
    SELECT 'item ' || i.id AS about,
      CASE i.kind::text
        WHEN 'comment' THEN c.state = 'held' AND i.comment_revision_id = c.current_revision_id
        WHEN 'comment_edit' THEN c.state IN ('published', 'hidden') AND i.comment_revision_id = c.current_revision_id
          AND i.comment_revision_id IS DISTINCT FROM c.approved_revision_id
        WHEN 'name' THEN n.state = 'held'
        WHEN 'proposal' THEN p.state = 'held' AND i.proposal_revision_id = p.current_revision_id
        WHEN 'guest_post' THEN i.post_revision_id = g.current_revision_id AND (g.state = 'held' OR (g.state = 'published' AND g.current_revision_id <> g.approved_revision_id))
        WHEN 'report' THEN c.state = 'published' AND reported.review_item_id IS NOT NULL
        WHEN 'appeal' THEN d.id IS NOT NULL AND undo.id IS NULL AND c.state::text = ANY (turned.states)
        WHEN 'second_look' THEN d.id IS NOT NULL AND undo.id IS NULL AND c.state::text = ANY (turned.states)
        ELSE false
      END IS NOT TRUE OR (r.id IS NULL AND n.id IS NULL AND p.id IS NULL AND g.id IS NULL) OR c.post_id <> i.post_id OR i.decided_at IS NOT NULL AS wrong
    FROM review_item i
    LEFT JOIN comment c ON c.id = i.comment_id
    LEFT JOIN comment_revision r ON r.id = i.comment_revision_id AND r.comment_id = c.id
    LEFT JOIN chosen_name n ON n.id = i.name_id
    LEFT JOIN proposal p ON p.id = i.proposal_id
    LEFT JOIN guest_post g ON g.id = i.guest_post_id
    LEFT JOIN decision d ON d.id = i.decision_id
    LEFT JOIN decision undo ON undo.undoes_id = d.id
    LEFT JOIN (SELECT DISTINCT review_item_id FROM report) reported ON reported.review_item_id = i.id
    LEFT JOIN (VALUES ('approve', ARRAY['published']), ('restore', ARRAY['published']), ('hide', ARRAY['hidden']), ('reject', ARRAY['rejected', 'held']))
      AS turned (action, states) ON turned.action = d.action
    WHERE i.state = 'waiting'`,
}

const settled: ProofQuery = {
  name: 'what was decided',
  things: 'settled items',
  fault: 'were settled by nobody',
  sql: `
    SELECT 'item ' || i.id AS about, i.decided_at IS NULL OR (i.state = 'decided' AND standing.review_item_id IS NULL AND c.origin IS DISTINCT FROM 'import') AS wrong
    FROM review_item i
    LEFT JOIN comment c ON c.id = i.comment_id
    LEFT JOIN (SELECT DISTINCT d.review_item_id FROM decision d LEFT JOIN decision u ON u.undoes_id = d.id WHERE d.action <> 'undo' AND u.id IS NULL) standing
      ON standing.review_item_id = i.id
    WHERE i.state <> 'waiting'`,
}

/**
 * Once, never before its time, and never of what was taken back in time. Whoever heard of it while it was being taken back hears of
 * that as well, but for the one who did it.
 */
const notices: ProofQuery = {
  name: 'notices',
  things: 'notices',
  fault: 'were given twice, too soon, or of what was taken back',
  sql: `
    SELECT 'notice ' || n.id AS about,
      count(*) OVER (PARTITION BY n.person_id, n.kind, coalesce(n.decision_id::text, n.comment_id || ' ' || n.at, n.post_id || ' ' || CASE WHEN n.kind = 'post' THEN '' ELSE n.at::text END)) > 1
      OR (n.mail_id IS NOT NULL AND (n.mailed_at IS NULL OR n.mailed_at < n.due_at OR n.cancelled_at IS NOT NULL))
      OR (n.read_at < n.due_at) IS TRUE
      OR (n.cancelled_at IS NOT NULL AND n.decision_id IS NOT NULL AND u.id IS NULL)
      OR (n.cancelled_at IS NULL AND n.kind <> 'message' AND u.at < n.due_at AND (
        coalesce(n.mailed_at, n.read_at) IS NULL
        OR n.person_id <> u.by_id AND NOT EXISTS (SELECT FROM notice e WHERE e.person_id = n.person_id AND e.kind = 'undone' AND e.decision_id = u.id)
      )) IS TRUE AS wrong
    FROM notice n LEFT JOIN decision u ON u.undoes_id = n.decision_id`,
}

/** Who may not write follows from the measures in force; the longest of them says until when. */
const suspensions: ProofQuery = {
  name: 'measures',
  things: 'people',
  fault: 'are not treated as the measures about them say',
  sql: `
    SELECT 'person ' || p.id AS about,
      (p.suspended_at, p.suspended_until, p.suspension_reason) IS DISTINCT FROM (m.at, m.until, coalesce(m.reason, '')) AS wrong
    FROM person p
    LEFT JOIN (
      SELECT DISTINCT ON (person_id) person_id, at, until, reason FROM measure
      WHERE kind IN ('suspended', 'banned') AND lifted_at IS NULL ORDER BY person_id, until DESC NULLS FIRST, at DESC) m ON m.person_id = p.id`,
}

const bulks: ProofQuery = {
  name: 'bulks',
  things: 'items of bulks',
  fault: 'do not agree with what was decided',
  sql: `
    SELECT 'bulk ' || i.bulk_id || ', item ' || i.position AS about,
      (i.state = 'done') IS DISTINCT FROM (i.decision_id IS NOT NULL)
      OR (i.state = 'pending' AND b.finished_at IS NOT NULL AND b.stopped_at IS NULL)
      OR (i.state = 'done' AND (d.review_item_id, d.by_id) IS DISTINCT FROM (i.review_item_id, b.by_id))
      OR (i.state = 'done' AND CASE WHEN b.undoes_id IS NULL THEN d.action IS DISTINCT FROM b.action ELSE d.undoes_id IS DISTINCT FROM undone.decision_id END) AS wrong
    FROM bulk_item i
    JOIN bulk b ON b.id = i.bulk_id
    LEFT JOIN decision d ON d.id = i.decision_id
    LEFT JOIN bulk_item undone ON undone.bulk_id = b.undoes_id AND undone.review_item_id = i.review_item_id`,
}

/** A blind reading is of somebody else's verdict, and said once. */
const blind: ProofQuery = {
  name: 'blind readings',
  things: 'blind readings',
  fault: 'are of an own decision, or half said',
  sql: `
    SELECT 'reading ' || b.id AS about,
      (b.verdict IS NULL) <> (b.read_at IS NULL) OR b.read_at < b.asked_at IS TRUE OR d.by_id IS NOT DISTINCT FROM b.reader_id
      OR coalesce(b.verdict, 'approve') NOT IN ('approve', 'return', 'reject') AS wrong
    FROM blind_reading b JOIN decision d ON d.id = b.decision_id`,
}

/** What must be true of the desk: its items, what people are told, what measures do, what bulks did. */
export const deskProofs: ProofQuery[] = [items, reachable, settled, notices, suspensions, bulks, blind]
