-- The number of a comment was counted from the marks of its thread for each comment by itself. A page counts them once, and knows by the place which it needs.
CREATE OR REPLACE VIEW published_comment AS
SELECT c.id, c.post_id, c.parent_id, c.root_id, c.path, c.depth,
  CASE WHEN c.depth = 0 THEN (
    SELECT sum(bit_count(CASE WHEN s.stretch < c.ordinal / 512 THEN s.shown ELSE substring(s.shown FROM 1 FOR c.ordinal % 512 + 1) END))::integer
    FROM thread_stretch s WHERE s.post_id = c.post_id AND s.stretch <= c.ordinal / 512) END AS number,
  c.state <> 'published' AS tombstone,
  CASE WHEN c.state = 'published' AND w.deleted_at IS NULL THEN w.handle END AS author_handle,
  CASE WHEN c.state = 'published' THEN coalesce(w.name, g.name) END AS author_name,
  c.state = 'published' AND coalesce((SELECT true FROM authorship a WHERE a.post_id = c.post_id AND a.person_id = c.author_id LIMIT 1), false) AS by_author,
  CASE WHEN c.state = 'published' THEN r.html END AS html,
  CASE WHEN c.state = 'published' THEN r.text END AS text,
  CASE WHEN c.state = 'published' THEN c.submitted_at END AS submitted_at,
  CASE WHEN c.state = 'published' THEN c.published_at END AS published_at,
  CASE WHEN c.state = 'published' AND r.reason = 'edited'
    THEN EXISTS (SELECT FROM published_comment_text t WHERE t.comment_id = c.id AND t.revision_id <> c.approved_revision_id) ELSE false END AS edited,
  CASE WHEN c.state = 'published' THEN c.author_id END AS author_id,
  CASE WHEN c.depth = 0 THEN c.ordinal END AS place
FROM comment c
JOIN post p ON p.id = c.post_id AND p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()))
LEFT JOIN comment_revision r ON r.id = c.approved_revision_id
LEFT JOIN person w ON w.id = c.author_id
LEFT JOIN guest g ON g.id = c.guest_id
WHERE c.shown;
