import type { ProofQuery } from '#lib/integrity/proof-query.ts'

const counts: ProofQuery = {
  name: 'counts',
  things: 'threads',
  fault: 'count their comments wrongly',
  sql: `
    SELECT 'post ' || p.id AS about,
      t.post_id IS NULL OR (t.published_count, t.shown_top_level) IS DISTINCT FROM (coalesce(c.published, 0), coalesce(c.top, 0)) AS wrong
    FROM post p LEFT JOIN thread t ON t.post_id = p.id
    LEFT JOIN (
      SELECT post_id, count(*) FILTER (WHERE state = 'published') AS published, count(*) FILTER (WHERE shown AND depth = 0) AS top
      FROM comment GROUP BY post_id) c ON c.post_id = p.id`,
}

/** The number of a comment is counted from the marks of its thread. */
const numbers: ProofQuery = {
  name: 'numbers',
  things: 'stretches of threads',
  fault: 'number their comments wrongly',
  sql: `
    SELECT 'stretch ' || stretch || ' of post ' || post_id AS about, coalesce(s.shown, 0::bit(512)) <> coalesce(c.shown, 0::bit(512)) AS wrong
    FROM thread_stretch s FULL JOIN (
      SELECT post_id, ordinal / 512 AS stretch, bit_or(set_bit(0::bit(512), ordinal % 512, 1)) AS shown
      FROM comment WHERE shown AND depth = 0 GROUP BY 1, 2) c USING (post_id, stretch)`,
}

/** Shown means published, or above something shown. Where that holds for every comment and its replies, it holds for the tree. */
const shown: ProofQuery = {
  name: 'what is shown',
  things: 'comments',
  fault: 'are shown, or not shown, against the rule',
  sql: `
    SELECT 'comment ' || c.id AS about, c.shown <> (c.state = 'published' OR below.parent_id IS NOT NULL) AS wrong
    FROM comment c
    LEFT JOIN (SELECT DISTINCT parent_id FROM comment WHERE shown AND parent_id IS NOT NULL) below ON below.parent_id = c.id`,
}

/** The first 127 places of a level, which are nearly all, are encoded here; the function is asked for the others. */
const paths: ProofQuery = {
  name: 'places',
  things: 'comments',
  fault: 'stand in a wrong place of their thread',
  sql: `
    SELECT 'comment ' || c.id AS about,
      (c.path, c.depth, c.root_id, c.post_id) IS DISTINCT FROM (
        coalesce(above.path, '') || CASE WHEN c.ordinal < 128 THEN set_byte('\\x00'::bytea, 0, c.ordinal) ELSE path_level(c.ordinal) END,
        coalesce(above.depth + 1, 0), coalesce(above.root_id, c.id), coalesce(above.post_id, c.post_id)
      ) OR c.ordinal < 1 AS wrong
    FROM comment c LEFT JOIN comment above ON above.id = c.parent_id`,
}

const approvedTexts: ProofQuery = {
  name: 'approved texts',
  things: 'published comments',
  fault: 'show a text that was not approved',
  sql: `
    SELECT 'comment ' || c.id AS about,
      r.comment_id IS DISTINCT FROM c.id OR c.approved_digest IS DISTINCT FROM sha256(convert_to(r.source, 'UTF8')) AS wrong
    FROM comment c LEFT JOIN comment_revision r ON r.id = c.approved_revision_id
    WHERE c.state = 'published'`,
}

/** Imported comments were approved where they came from. */
const approvals: ProofQuery = {
  name: 'approvals',
  things: 'published comments of this site',
  fault: 'were published without a decision',
  sql: `
    SELECT 'comment ' || c.id AS about, approving.comment_revision_id IS NULL AS wrong
    FROM comment c
    LEFT JOIN (SELECT DISTINCT comment_revision_id FROM decision WHERE to_state = 'published') approving
      ON approving.comment_revision_id = c.approved_revision_id
    WHERE c.state = 'published' AND c.origin = 'site'`,
}

const queue: ProofQuery = {
  name: 'queue',
  things: 'held comments and waiting items',
  fault: 'do not belong together',
  sql: `
    SELECT coalesce('comment ' || c.id, 'item ' || i.id) AS about,
      c.id IS NULL OR i.id IS NULL OR (i.post_id, i.comment_revision_id) IS DISTINCT FROM (c.post_id, c.current_revision_id) AS wrong
    FROM (SELECT id, post_id, current_revision_id FROM comment WHERE state = 'held') c
    FULL JOIN (SELECT id, comment_id, post_id, comment_revision_id FROM review_item WHERE state = 'waiting' AND kind = 'comment') i
      ON i.comment_id = c.id`,
}

/** What must be true of comments, their threads and their place in the queue. */
export const commentProofs: ProofQuery[] = [counts, numbers, shown, paths, approvedTexts, approvals, queue]
