-- Whether somebody said something that is shown is looked up for each person, the newest first along an index. EXISTS seemed quicker to answer by going through
-- all comments until one is theirs; of whoever said nothing that is shown, that is every comment there is.
CREATE OR REPLACE VIEW published_person AS
SELECT w.id, w.handle, w.name,
  CASE WHEN w.role <> 'reader' THEN w.pronouns ELSE '' END AS pronouns,
  CASE WHEN w.role <> 'reader' THEN w.biography_html ELSE '' END AS biography_html,
  CASE WHEN w.role <> 'reader' THEN w.website ELSE '' END AS website,
  w.created_at
FROM person w
WHERE w.deleted_at IS NULL AND (
  EXISTS (SELECT FROM authorship a JOIN post p ON p.id = a.post_id WHERE a.person_id = w.id AND p.password_hash IS NULL
    AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now())))
  OR coalesce((SELECT true FROM comment c JOIN post p ON p.id = c.post_id
    WHERE CASE WHEN c.state = 'published' THEN c.author_id END = w.id AND c.state = 'published' AND c.shown AND p.password_hash IS NULL
      AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()))
    ORDER BY CASE WHEN c.state = 'published' THEN c.submitted_at END DESC LIMIT 1), false)
  OR EXISTS (SELECT FROM proposal q JOIN work k ON k.id = q.work_id WHERE q.person_id = w.id AND q.state = 'published' AND k.current_revision_id IS NOT NULL));
