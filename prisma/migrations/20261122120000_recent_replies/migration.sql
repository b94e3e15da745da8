-- Recent replies, of everybody and of one person, by an index and not by sorting the whole site. The view says NULL for
-- what a tombstone hides, so the indexes hold the same expressions: PostgreSQL matches them after it has unfolded the view.

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
  coalesce(c.state = 'published' AND r.reason = 'edited', false) AS edited,
  CASE WHEN c.state = 'published' THEN c.author_id END AS author_id
FROM comment c
JOIN post p ON p.id = c.post_id AND p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()))
LEFT JOIN comment_revision r ON r.id = c.approved_revision_id
LEFT JOIN person w ON w.id = c.author_id
LEFT JOIN guest g ON g.id = c.guest_id
WHERE c.shown;

DROP INDEX comment_recent;
CREATE INDEX comment_recent ON comment ((CASE WHEN state = 'published' THEN published_at END) DESC) WHERE state = 'published' AND shown;
CREATE INDEX comment_recent_of_person ON comment
  ((CASE WHEN state = 'published' THEN author_id END), (CASE WHEN state = 'published' THEN submitted_at END) DESC)
  WHERE state = 'published' AND shown;
