-- What can be found by its words. Three tables hold the words of approved and published texts and of nothing else; triggers keep
-- them in the transaction in which a state changes. The public reads them through views that ask, at the moment of asking, whether
-- the post may be seen and found: a scheduled one is found from its minute on, and one that is taken back, with its whole
-- conversation, never after that.

-- Accents do not tell words apart. A function of our own and not the extension `unaccent`, which somebody has to allow first. Letters
-- of other scripts that an accent makes another letter keep it. The program folds what is looked for in the same way: fold-words.ts.
CREATE FUNCTION fold_words(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN words !~ '[^\u0001-\u007F\u2010-\u201F\u2026]' THEN words ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(
      translate(
        normalize(regexp_replace(normalize(words, NFKD), '([A-Za-z\u0370-\u03FF\u0415\u0435])[\u0300-\u036F]+', '\1', 'g'), NFC),
        U&'\00F8\00D8\0142\0141\0111\0110\0127\0126\0131\0167\0166\00AD\200B\2060\FEFF', 'oOlLdDhHitT'),
      'ß', 'ss'), 'ẞ', 'SS'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th'), 'Þ', 'Th') END
$$;

-- The configuration for a language as a post names it (`de-AT`): by its first part; `simple`, which knows no stems, for all others.
-- One look into the catalogue, by name: an older PostgreSQL has fewer languages.
CREATE FUNCTION search_config(lang text) RETURNS text LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
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

CREATE TABLE "post_search" (
    "post_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "config" TEXT NOT NULL,
    "head" tsvector NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "post_search_pkey" PRIMARY KEY ("post_id")
);

CREATE TABLE "comment_search" (
    "comment_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "author_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "config" TEXT NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "comment_search_pkey" PRIMARY KEY ("comment_id")
);

CREATE TABLE "person_search" (
    "person_id" UUID NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "person_search_pkey" PRIMARY KEY ("person_id")
);

-- ------------------------------------------------------------------ posts

-- The first 150,000 characters: no text that PostgreSQL could not hold the words of is ever refused because of them. Everything is worked
-- out once: PostgreSQL puts what a subquery works out into every place that names it.
CREATE FUNCTION post_search_refresh(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
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

CREATE FUNCTION post_search_of_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM post_search_refresh(NEW.id);
  IF TG_OP = 'UPDATE' AND NEW.lang <> OLD.lang THEN
    PERFORM comment_search_refresh(s.comment_id) FROM comment_search s WHERE s.post_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION post_search_of_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM post_search_refresh(p.id) FROM post p WHERE p.published_revision_id = NEW.id;
  RETURN NULL;
END $$;

CREATE FUNCTION post_search_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM post_search_refresh(OLD.post_id); END IF;
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW <> OLD) THEN PERFORM post_search_refresh(NEW.post_id); END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION post_search_of_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM post_search_refresh(pt.post_id) FROM (SELECT post_id FROM post_tag WHERE tag_id = NEW.id ORDER BY post_id) pt;
  RETURN NULL;
END $$;

-- ------------------------------------------------------------------ comments

CREATE FUNCTION comment_search_refresh(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
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
-- Making the plan again for each approved comment took longer than all the rest of its approval.
ALTER FUNCTION comment_search_refresh(uuid) SET plan_cache_mode = 'force_generic_plan';

CREATE FUNCTION comment_search_of_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF 'published' IN (OLD.state, NEW.state) THEN PERFORM comment_search_refresh(NEW.id); END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION comment_search_of_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM comment_search_refresh(c.id) FROM comment c WHERE c.id = NEW.comment_id AND c.approved_revision_id = NEW.id;
  RETURN NULL;
END $$;

-- ------------------------------------------------------------------ people

-- Of readers the names alone: what they write about themselves is shown to nobody.
CREATE FUNCTION person_search_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO person_search (person_id, words)
  VALUES (NEW.id, setweight(to_tsvector('simple', fold_words(NEW.name || ' . ' || NEW.handle)), 'A')
    || to_tsvector('simple', fold_words(left(CASE WHEN NEW.role <> 'reader' THEN NEW.biography_html ELSE '' END, 150000))))
  ON CONFLICT (person_id) DO UPDATE SET words = EXCLUDED.words;
  IF TG_OP = 'UPDATE' AND NEW.name <> OLD.name THEN
    PERFORM post_search_refresh(a.post_id) FROM (SELECT post_id FROM authorship WHERE person_id = NEW.id ORDER BY post_id) a;
  END IF;
  RETURN NULL;
END $$;

-- ------------------------------------------------------------------ what is there already

-- All of it at once, and before anything is locked: people go on writing. What was read is noted beside it.
CREATE TEMPORARY TABLE read_post ON COMMIT DROP AS
SELECT p.id, p.lang, p.published_revision_id, coalesce(p.published_at, p.publish_at) AS at, r.renderer_version,
  coalesce((SELECT string_agg(t.name, ' . ' ORDER BY t.id) FROM post_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.post_id = p.id), '') AS tags,
  coalesce((SELECT string_agg(w.name, ' . ' ORDER BY w.id) FROM authorship a JOIN person w ON w.id = a.person_id WHERE a.post_id = p.id AND w.deleted_at IS NULL), '') AS names
FROM post p JOIN post_revision r ON r.id = p.published_revision_id
WHERE p.state IN ('published', 'scheduled') AND p.password_hash IS NULL;
CREATE TEMPORARY TABLE read_comment ON COMMIT DROP AS
SELECT c.id, c.post_id, c.author_id, c.submitted_at, c.approved_revision_id, r.renderer_version
FROM comment c JOIN comment_revision r ON r.id = c.approved_revision_id WHERE c.state = 'published';
CREATE TEMPORARY TABLE read_person ON COMMIT DROP AS SELECT id, name, handle, role, biography_html FROM person;
ANALYZE read_post, read_comment, read_person;

WITH spoken AS MATERIALIZED (SELECT id, search_config(lang) AS config FROM read_post), told AS MATERIALIZED (
  SELECT n.id, n.at, s.config, r.text,
    setweight(to_tsvector(s.config::regconfig, fold_words(r.title)) || to_tsvector('simple', fold_words(r.title)), 'A')
      || setweight(to_tsvector(s.config::regconfig, fold_words(r.standfirst || ' . ' || n.tags || ' . ' || n.names)), 'B') AS head,
    (SELECT coalesce(string_agg(e ->> 'text', ' . '), '') FROM jsonb_array_elements(r.headings) e) AS headings
  FROM read_post n JOIN spoken s ON s.id = n.id JOIN post_revision r ON r.id = n.published_revision_id)
INSERT INTO post_search (post_id, at, config, head, words)
SELECT id, at, config, head, head || setweight(to_tsvector(config::regconfig, fold_words(headings)), 'C') || to_tsvector(config::regconfig, fold_words(left(text, 150000)))
FROM told;

WITH spoken AS MATERIALIZED (SELECT id, search_config(lang) AS config FROM post)
INSERT INTO comment_search (comment_id, post_id, author_id, at, config, words)
SELECT n.id, n.post_id, n.author_id, n.submitted_at, s.config, to_tsvector(s.config::regconfig, fold_words(left(r.text, 150000)))
FROM read_comment n JOIN comment_revision r ON r.id = n.approved_revision_id JOIN spoken s ON s.id = n.post_id;

INSERT INTO person_search (person_id, words)
SELECT id, setweight(to_tsvector('simple', fold_words(name || ' . ' || handle)), 'A')
  || to_tsvector('simple', fold_words(left(CASE WHEN role <> 'reader' THEN biography_html ELSE '' END, 150000)))
FROM read_person;

-- Without a list of what is yet to be put in order, which every search would have to read.
CREATE INDEX "post_search_head_idx" ON "post_search" USING GIN ("head") WITH (fastupdate = off);
CREATE INDEX "post_search_words_idx" ON "post_search" USING GIN ("words") WITH (fastupdate = off);
CREATE INDEX "post_search_at_post_id_idx" ON "post_search"("at" DESC, "post_id" DESC);
CREATE INDEX "post_search_config_idx" ON "post_search"("config");
CREATE INDEX "comment_search_words_idx" ON "comment_search" USING GIN ("words") WITH (fastupdate = off);
CREATE INDEX "comment_search_at_comment_id_idx" ON "comment_search"("at" DESC, "comment_id" DESC);
CREATE INDEX "comment_search_author_id_at_idx" ON "comment_search"("author_id", "at" DESC);
CREATE INDEX "comment_search_post_id_at_idx" ON "comment_search"("post_id", "at" DESC);
CREATE INDEX "person_search_words_idx" ON "person_search" USING GIN ("words") WITH (fastupdate = off);

-- ------------------------------------------------------------------ what was written meanwhile

-- From here to the end nobody writes: as long as it takes to compare what was read with what is there.
LOCK TABLE post, post_revision, post_tag, authorship, tag, comment, comment_revision, person IN SHARE ROW EXCLUSIVE MODE;

CREATE TRIGGER post_search AFTER INSERT OR UPDATE OF state, published_revision_id, password_hash, lang, published_at, publish_at ON post
  FOR EACH ROW EXECUTE FUNCTION post_search_of_post();
CREATE TRIGGER post_search AFTER UPDATE ON post_revision FOR EACH ROW EXECUTE FUNCTION post_search_of_revision();
CREATE TRIGGER post_search AFTER INSERT OR UPDATE OR DELETE ON post_tag FOR EACH ROW EXECUTE FUNCTION post_search_of_part();
CREATE TRIGGER post_search AFTER INSERT OR UPDATE OR DELETE ON authorship FOR EACH ROW EXECUTE FUNCTION post_search_of_part();
CREATE TRIGGER post_search AFTER UPDATE OF name ON tag FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION post_search_of_tag();
CREATE TRIGGER comment_search AFTER UPDATE OF state, approved_revision_id, author_id ON comment
  FOR EACH ROW EXECUTE FUNCTION comment_search_of_comment();
CREATE TRIGGER comment_search AFTER UPDATE OF text ON comment_revision FOR EACH ROW EXECUTE FUNCTION comment_search_of_revision();
CREATE TRIGGER person_search AFTER INSERT OR UPDATE OF name, handle, role, biography_html ON person
  FOR EACH ROW EXECUTE FUNCTION person_search_of_person();

ALTER TABLE "post_search" ADD CONSTRAINT "post_search_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "comment_search" ADD CONSTRAINT "comment_search_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "person_search" ADD CONSTRAINT "person_search_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT post_search_refresh(id) FROM (
  SELECT id FROM post WHERE state IN ('published', 'scheduled') UNION SELECT id FROM read_post
) p WHERE NOT EXISTS (
  SELECT FROM read_post n JOIN post now ON now.id = n.id AND now.state IN ('published', 'scheduled') AND now.password_hash IS NULL
  JOIN post_revision r ON r.id = now.published_revision_id
  WHERE n.id = p.id AND n.published_revision_id = now.published_revision_id AND n.renderer_version = r.renderer_version AND n.lang = now.lang
    AND n.at IS NOT DISTINCT FROM coalesce(now.published_at, now.publish_at)
    AND n.tags = coalesce((SELECT string_agg(t.name, ' . ' ORDER BY t.id) FROM post_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.post_id = p.id), '')
    AND n.names = coalesce((SELECT string_agg(w.name, ' . ' ORDER BY w.id) FROM authorship a JOIN person w ON w.id = a.person_id WHERE a.post_id = p.id AND w.deleted_at IS NULL), ''));

SELECT comment_search_refresh(coalesce(now.id, n.id))
FROM read_comment n
FULL JOIN (SELECT c.id, c.author_id, c.approved_revision_id, r.renderer_version FROM comment c JOIN comment_revision r ON r.id = c.approved_revision_id WHERE c.state = 'published') now ON now.id = n.id
WHERE (n.approved_revision_id, n.renderer_version, n.author_id) IS DISTINCT FROM (now.approved_revision_id, now.renderer_version, now.author_id);
WITH spoken AS MATERIALIZED (SELECT id, search_config(lang) AS config FROM post)
SELECT comment_search_refresh(s.comment_id) FROM comment_search s JOIN spoken ON spoken.id = s.post_id WHERE spoken.config <> s.config;

INSERT INTO person_search (person_id, words)
SELECT p.id, setweight(to_tsvector('simple', fold_words(p.name || ' . ' || p.handle)), 'A')
  || to_tsvector('simple', fold_words(left(CASE WHEN p.role <> 'reader' THEN p.biography_html ELSE '' END, 150000)))
FROM person p LEFT JOIN read_person n ON n.id = p.id
WHERE (n.name, n.handle, n.role, n.biography_html) IS DISTINCT FROM (p.name, p.handle, p.role, p.biography_html)
ON CONFLICT (person_id) DO UPDATE SET words = EXCLUDED.words;
DELETE FROM person_search s WHERE NOT EXISTS (SELECT FROM person p WHERE p.id = s.person_id);

-- ------------------------------------------------------------------ what the public finds

-- Posts in no list are not found, nor is what was said under them: whoever has their address may read them, and nobody is told of it.
CREATE VIEW published_post_search AS
SELECT s.post_id, p.kind, s.at, s.config, s.head, s.words
FROM post_search s JOIN post p ON p.id = s.post_id
WHERE p.password_hash IS NULL AND (p.state = 'published' OR (p.state = 'scheduled' AND p.publish_at <= now()));

CREATE VIEW published_comment_search AS
SELECT s.comment_id, s.post_id, s.author_id, s.at, s.config, s.words
FROM comment_search s JOIN post p ON p.id = s.post_id
WHERE p.password_hash IS NULL AND (p.state = 'published' OR (p.state = 'scheduled' AND p.publish_at <= now()));

-- Those who have a page: who only reads is not here. Somebody who has left has none, and there is nothing to be found under the words that say so.
CREATE VIEW published_person_search AS
SELECT s.person_id, s.words
FROM person_search s JOIN person w ON w.id = s.person_id
WHERE w.deleted_at IS NULL
  AND (EXISTS (SELECT FROM authorship a JOIN published_post_search p ON p.post_id = a.post_id WHERE a.person_id = s.person_id)
    OR EXISTS (SELECT FROM published_comment_search c WHERE c.author_id = s.person_id));

REVOKE EXECUTE ON FUNCTION fold_words(text), search_config(text), post_search_refresh(uuid), comment_search_refresh(uuid), post_search_of_post(),
  post_search_of_revision(), post_search_of_part(), post_search_of_tag(), comment_search_of_comment(), comment_search_of_revision(),
  person_search_of_person() FROM PUBLIC;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_post_search, published_comment_search, published_person_search TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
