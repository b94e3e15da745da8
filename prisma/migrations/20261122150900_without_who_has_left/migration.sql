-- Somebody who has left has no page and no handle; what they said stands under a name that says so. The name itself is in their row.

CREATE OR REPLACE VIEW published_person AS
SELECT id, handle, name,
  CASE WHEN role <> 'reader' THEN pronouns ELSE '' END AS pronouns,
  CASE WHEN role <> 'reader' THEN biography_html ELSE '' END AS biography_html,
  CASE WHEN role <> 'reader' THEN website ELSE '' END AS website,
  created_at
FROM person WHERE deleted_at IS NULL;

CREATE OR REPLACE VIEW published_comment AS
SELECT c.id, c.post_id, c.parent_id, c.root_id, c.path, c.depth, c.number,
  c.state <> 'published' AS tombstone,
  CASE WHEN c.state = 'published' AND w.deleted_at IS NULL THEN w.handle END AS author_handle,
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
