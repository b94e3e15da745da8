-- Who has added to a work: they are named there, so they have a page, and are found.
CREATE VIEW published_contribution AS
SELECT DISTINCT q.person_id, p.id AS work_id
FROM proposal q JOIN work w ON w.id = q.work_id JOIN work p ON p.id = coalesce(w.merged_into_id, w.id)
JOIN person h ON h.id = q.person_id AND h.deleted_at IS NULL
WHERE q.state = 'published' AND p.current_revision_id IS NOT NULL;

CREATE OR REPLACE VIEW published_person_search AS
SELECT s.person_id, s.words
FROM person_search s JOIN person w ON w.id = s.person_id
WHERE w.deleted_at IS NULL
  AND (EXISTS (SELECT FROM authorship a JOIN published_post_search p ON p.post_id = a.post_id WHERE a.person_id = s.person_id)
    OR EXISTS (SELECT FROM published_comment_search c WHERE c.author_id = s.person_id)
    OR EXISTS (SELECT FROM published_contribution k WHERE k.person_id = s.person_id));

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_contribution TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
