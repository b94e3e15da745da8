-- What readers may see of the history of a comment that they see: every text that was once approved and shown, never another. What
-- made a text public keeps in its row of the log which text readers saw from then on; one that was taken back made nothing public.
CREATE VIEW published_comment_text AS
SELECT c.id AS comment_id, c.post_id, r.id AS revision_id, r.html,
  CASE WHEN r.format = 'markdown' THEN r.source ELSE r.text END AS written,
  coalesce(shown.at, c.published_at) AS shown_from
FROM comment c
JOIN post p ON p.id = c.post_id AND p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()))
JOIN comment_revision r ON r.comment_id = c.id
CROSS JOIN LATERAL (
  SELECT min(d.at) AS at FROM review_item i JOIN decision d ON d.review_item_id = i.id
  WHERE i.comment_id = c.id AND d.to_state = 'published' AND d.action IN ('approve', 'restore', 'overturn')
    AND coalesce(d.before -> 'after' ->> 'approvedRevisionId', d.comment_revision_id::text) = r.id::text
    AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
) shown
WHERE c.state = 'published' AND (r.id = c.approved_revision_id OR shown.at IS NOT NULL);

-- What was changed before anybody saw it is not edited, to its readers.
CREATE OR REPLACE VIEW published_comment AS
SELECT c.id, c.post_id, c.parent_id, c.root_id, c.path, c.depth, c.number,
  c.state <> 'published' AS tombstone,
  CASE WHEN c.state = 'published' THEN w.handle END AS author_handle,
  CASE WHEN c.state = 'published' THEN coalesce(w.name, g.name) END AS author_name,
  c.state = 'published' AND EXISTS (SELECT FROM authorship a WHERE a.post_id = c.post_id AND a.person_id = c.author_id) AS by_author,
  CASE WHEN c.state = 'published' THEN r.html END AS html,
  CASE WHEN c.state = 'published' THEN r.text END AS text,
  CASE WHEN c.state = 'published' THEN c.submitted_at END AS submitted_at,
  CASE WHEN c.state = 'published' THEN c.published_at END AS published_at,
  CASE WHEN c.state = 'published' AND r.reason = 'edited'
    THEN EXISTS (SELECT FROM published_comment_text t WHERE t.comment_id = c.id AND t.revision_id <> c.approved_revision_id) ELSE false END AS edited,
  CASE WHEN c.state = 'published' THEN c.author_id END AS author_id
FROM comment c
JOIN post p ON p.id = c.post_id AND p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()))
LEFT JOIN comment_revision r ON r.id = c.approved_revision_id
LEFT JOIN person w ON w.id = c.author_id
LEFT JOIN guest g ON g.id = c.guest_id
WHERE c.shown;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_comment_text TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
