-- What was taken down is not to be read in the history either: once a comment has been taken down, its history begins anew with the text that
-- came back. So a moderator takes earlier texts out of it by taking the comment down and restoring it, with log and undo as ever.
CREATE OR REPLACE VIEW published_comment_text AS
SELECT c.id AS comment_id, c.post_id, r.id AS revision_id, r.html,
  CASE WHEN r.format = 'markdown' THEN r.source ELSE r.text END AS written,
  coalesce(shown.at, c.published_at) AS shown_from
FROM comment c
JOIN post p ON p.id = c.post_id AND p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()))
JOIN comment_revision r ON r.comment_id = c.id
CROSS JOIN LATERAL (
  SELECT min(d.at) AS at, max(d.seq) AS seq FROM review_item i JOIN decision d ON d.review_item_id = i.id
  WHERE i.comment_id = c.id AND d.to_state = 'published' AND d.action IN ('approve', 'restore', 'overturn')
    AND coalesce(d.before -> 'after' ->> 'approvedRevisionId', d.comment_revision_id::text) = r.id::text
    AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
) shown
CROSS JOIN LATERAL (
  SELECT max(d.seq) AS seq FROM review_item i JOIN decision d ON d.review_item_id = i.id
  WHERE i.comment_id = c.id AND d.to_state = 'hidden' AND d.from_state IS DISTINCT FROM 'hidden' AND d.undoes_id IS NULL
    AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
) taken_down
WHERE c.state = 'published' AND (r.id = c.approved_revision_id OR shown.seq > coalesce(taken_down.seq, 0));
