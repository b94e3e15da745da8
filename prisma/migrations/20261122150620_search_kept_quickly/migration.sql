-- The same words, each worked out once: PostgreSQL puts what a subquery works out into every place that names it.

-- One look into the catalogue, by name: an older PostgreSQL has fewer languages.
CREATE OR REPLACE FUNCTION search_config(lang text) RETURNS text LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  known text := CASE lower(split_part(replace(lang, '_', '-'), '-', 1))
    WHEN 'en' THEN 'english' WHEN 'ar' THEN 'arabic' WHEN 'hy' THEN 'armenian' WHEN 'eu' THEN 'basque' WHEN 'ca' THEN 'catalan' WHEN 'da' THEN 'danish'
    WHEN 'nl' THEN 'dutch' WHEN 'et' THEN 'estonian' WHEN 'fi' THEN 'finnish' WHEN 'fr' THEN 'french' WHEN 'de' THEN 'german' WHEN 'el' THEN 'greek'
    WHEN 'hi' THEN 'hindi' WHEN 'hu' THEN 'hungarian' WHEN 'id' THEN 'indonesian' WHEN 'ga' THEN 'irish' WHEN 'it' THEN 'italian'
    WHEN 'lt' THEN 'lithuanian' WHEN 'ne' THEN 'nepali' WHEN 'no' THEN 'norwegian' WHEN 'nb' THEN 'norwegian' WHEN 'nn' THEN 'norwegian'
    WHEN 'pt' THEN 'portuguese' WHEN 'ro' THEN 'romanian' WHEN 'ru' THEN 'russian' WHEN 'sr' THEN 'serbian' WHEN 'es' THEN 'spanish'
    WHEN 'sv' THEN 'swedish' WHEN 'ta' THEN 'tamil' WHEN 'tr' THEN 'turkish' WHEN 'yi' THEN 'yiddish' END;
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_ts_config WHERE cfgname = known AND cfgnamespace = 'pg_catalog'::regnamespace) THEN
    RETURN known;
  END IF;
  RETURN 'simple';
END $$;

CREATE OR REPLACE FUNCTION post_search_refresh(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  shown record;
  language text;
  tags text;
  names text;
  headings text;
  head tsvector;
BEGIN
  -- Two changes at once would each put down the words as they were before the other.
  PERFORM FROM post WHERE id = wanted FOR NO KEY UPDATE;
  SELECT coalesce(p.published_at, p.publish_at) AS at, p.lang, r.title, r.standfirst, r.headings, r.text INTO shown
    FROM post p JOIN post_revision r ON r.id = p.published_revision_id
    WHERE p.id = wanted AND p.password_hash IS NULL AND p.state IN ('published', 'scheduled');
  IF NOT FOUND THEN
    DELETE FROM post_search WHERE post_id = wanted;
    RETURN;
  END IF;
  language := search_config(shown.lang);
  SELECT coalesce(string_agg(t.name, ' . '), '') INTO tags FROM post_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.post_id = wanted;
  SELECT coalesce(string_agg(w.name, ' . '), '') INTO names
    FROM authorship a JOIN person w ON w.id = a.person_id WHERE a.post_id = wanted AND w.deleted_at IS NULL;
  SELECT coalesce(string_agg(e ->> 'text', ' . '), '') INTO headings FROM jsonb_array_elements(shown.headings) e;
  -- The title a second time without a language, so that a film called "It" can be found.
  head := setweight(to_tsvector(language::regconfig, fold_words(shown.title)) || to_tsvector('simple', fold_words(shown.title)), 'A')
    || setweight(to_tsvector(language::regconfig, fold_words(shown.standfirst || ' . ' || tags || ' . ' || names)), 'B');
  INSERT INTO post_search AS kept (post_id, at, config, head, words)
  VALUES (wanted, shown.at, language, head, head
    || setweight(to_tsvector(language::regconfig, fold_words(headings)), 'C')
    || to_tsvector(language::regconfig, fold_words(left(shown.text, 150000))))
  ON CONFLICT (post_id) DO UPDATE SET at = EXCLUDED.at, config = EXCLUDED.config, head = EXCLUDED.head, words = EXCLUDED.words
    WHERE (kept.at, kept.config, kept.words) IS DISTINCT FROM (EXCLUDED.at, EXCLUDED.config, EXCLUDED.words);
END $$;

CREATE OR REPLACE FUNCTION comment_search_refresh(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  shown record;
  language text;
BEGIN
  SELECT c.post_id, c.author_id, c.submitted_at, r.text, p.lang INTO shown
    FROM comment c JOIN comment_revision r ON r.id = c.approved_revision_id JOIN post p ON p.id = c.post_id
    WHERE c.id = wanted AND c.state = 'published';
  IF NOT FOUND THEN
    DELETE FROM comment_search WHERE comment_id = wanted;
    RETURN;
  END IF;
  language := search_config(shown.lang);
  INSERT INTO comment_search (comment_id, post_id, author_id, at, config, words)
  VALUES (wanted, shown.post_id, shown.author_id, shown.submitted_at, language, to_tsvector(language::regconfig, fold_words(left(shown.text, 150000))))
  ON CONFLICT (comment_id) DO UPDATE SET author_id = EXCLUDED.author_id, at = EXCLUDED.at, config = EXCLUDED.config, words = EXCLUDED.words;
END $$;
