-- Whatever is compared with an essay is found by an index, however many essays there are: the newest by the moment that the search keeps,
-- those of a tag by their ids, which grow with time. The view says itself what `published_post.listed` says, so that it joins as little as it can.
DROP VIEW published_post_words;
CREATE VIEW published_post_words AS
SELECT w.post_id, w.words, s.at, ARRAY(SELECT pt.tag_id FROM post_tag pt WHERE pt.post_id = w.post_id) AS tags
FROM post_search s JOIN post_words w ON w.post_id = s.post_id JOIN post p ON p.id = s.post_id
WHERE p.password_hash IS NULL AND p.kind = 'essay' AND p.published_revision_id IS NOT NULL
  AND (p.state = 'published' OR (p.state = 'scheduled' AND p.publish_at <= now()));

DROP INDEX "post_tag_tag_id_idx";
CREATE INDEX "post_tag_tag_id_post_id_idx" ON "post_tag"("tag_id", "post_id");

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_post_words TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
