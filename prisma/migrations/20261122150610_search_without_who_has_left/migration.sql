-- Somebody who has left has no page, and is no author by name any more: there is nothing to be found under the words that say so.

CREATE OR REPLACE VIEW published_person_search AS
SELECT s.person_id, s.words
FROM person_search s JOIN person w ON w.id = s.person_id
WHERE w.deleted_at IS NULL
  AND (EXISTS (SELECT FROM authorship a JOIN published_post_search p ON p.post_id = a.post_id WHERE a.person_id = s.person_id)
    OR EXISTS (SELECT FROM published_comment_search c WHERE c.author_id = s.person_id));

CREATE OR REPLACE FUNCTION post_search_refresh(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Two changes at once would each put down the words as they were before the other.
  PERFORM FROM post WHERE id = wanted FOR NO KEY UPDATE;
  DELETE FROM post_search s USING post p
    WHERE s.post_id = wanted AND p.id = wanted AND (p.password_hash IS NOT NULL OR p.state NOT IN ('published', 'scheduled'));
  INSERT INTO post_search (post_id, at, config, head, words)
  SELECT p.id, coalesce(p.published_at, p.publish_at), c.config, h.head,
    h.head
    || setweight(to_tsvector(c.config::regconfig, fold_words(coalesce((SELECT string_agg(e ->> 'text', ' . ') FROM jsonb_array_elements(r.headings) e), ''))), 'C')
    || to_tsvector(c.config::regconfig, fold_words(left(r.text, 150000)))
  FROM post p
  JOIN post_revision r ON r.id = p.published_revision_id
  CROSS JOIN LATERAL (SELECT search_config(p.lang) AS config) c
  CROSS JOIN LATERAL (
    -- The title a second time without a language, so that a film called "It" can be found.
    SELECT setweight(to_tsvector(c.config::regconfig, fold_words(r.title)) || to_tsvector('simple', fold_words(r.title)), 'A')
      || setweight(to_tsvector(c.config::regconfig, fold_words(r.standfirst))
        || to_tsvector(c.config::regconfig, fold_words(coalesce((SELECT string_agg(t.name, ' . ') FROM post_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.post_id = p.id), '')))
        || to_tsvector(c.config::regconfig, fold_words(coalesce((SELECT string_agg(w.name, ' . ') FROM authorship a JOIN person w ON w.id = a.person_id WHERE a.post_id = p.id AND w.deleted_at IS NULL), ''))), 'B') AS head
  ) h
  WHERE p.id = wanted AND p.password_hash IS NULL AND p.state IN ('published', 'scheduled')
  ON CONFLICT (post_id) DO UPDATE SET at = EXCLUDED.at, config = EXCLUDED.config, head = EXCLUDED.head, words = EXCLUDED.words;
END $$;
