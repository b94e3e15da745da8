-- Works are found by their words, and essays by the works that they are about.

CREATE OR REPLACE VIEW published_work_revision AS
SELECT r.id, p.id AS work_id, w.id AS of_work_id, r.number, r.reason, r.changes,
  coalesce(said.comment, r.note) AS note, CASE WHEN r.reason = 'proposal' THEN q.person_id END AS proposer_id, r.created_at AS at,
  r.proposal_id
FROM work_revision r
JOIN work w ON w.id = r.work_id
JOIN work p ON p.id = coalesce(w.merged_into_id, w.id) AND p.current_revision_id IS NOT NULL
LEFT JOIN proposal q ON q.id = r.proposal_id
LEFT JOIN proposal_revision said ON said.id = q.current_revision_id
WHERE r.reason IN ('lock', 'merge') OR (r.reason = 'proposal' AND q.state = 'published'
  AND NOT EXISTS (SELECT FROM work_revision u WHERE u.proposal_id = r.proposal_id AND u.reason = 'undo' AND u.number > r.number));

CREATE TABLE "work_search" (
    "work_id" UUID NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "work_search_pkey" PRIMARY KEY ("work_id")
);
CREATE INDEX "work_search_words_idx" ON "work_search" USING GIN ("words") WITH (fastupdate = off);
ALTER TABLE "work_search" ADD CONSTRAINT "work_search_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Names have no language; synopses have one each. What tells the whole story is left out: nobody comes upon an ending by searching.
CREATE FUNCTION work_search_refresh(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  shown jsonb;
  titles text;
  names text;
  told tsvector := '';
  synopsis jsonb;
BEGIN
  SELECT r.facts INTO shown FROM work w JOIN work_revision r ON r.id = w.current_revision_id WHERE w.id = wanted AND w.merged_into_id IS NULL;
  IF NOT FOUND THEN
    DELETE FROM work_search WHERE work_id = wanted;
    RETURN;
  END IF;
  titles := concat_ws(' . ', shown #>> '{facts,title,value}', shown #>> '{facts,originalTitle,value}',
    (SELECT string_agg(e ->> 'title', ' . ') FROM work_entries(shown, 'otherTitles') e));
  names := concat_ws(' . ', (SELECT string_agg(e ->> 'name', ' . ') FROM work_entries(shown, 'credits') e),
    (SELECT string_agg((e ->> 'title') || ' . ' || (e ->> 'by'), ' . ') FROM work_entries(shown, 'basedOn') e));
  FOR synopsis IN SELECT e FROM work_entries(shown, 'synopses') e WHERE e ->> 'kind' <> 'full' LOOP
    told := told || to_tsvector(search_config(synopsis ->> 'lang')::regconfig, fold_words(synopsis ->> 'text')) || to_tsvector('simple', fold_words(synopsis ->> 'text'));
  END LOOP;
  INSERT INTO work_search AS kept (work_id, words)
  VALUES (wanted, setweight(to_tsvector('simple', fold_words(titles)) || to_tsvector('english', fold_words(titles)), 'A')
    || setweight(to_tsvector('simple', fold_words(names)), 'B') || told)
  ON CONFLICT (work_id) DO UPDATE SET words = EXCLUDED.words WHERE kept.words <> EXCLUDED.words;
END $$;

-- An essay is found by what a work of it is called.
CREATE OR REPLACE FUNCTION post_search_refresh(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  shown record;
  language text;
  tags text;
  names text;
  works text;
  headings text;
  head tsvector;
BEGIN
  -- Two changes at once would each put down the words as they were before the other.
  PERFORM FROM post WHERE id = wanted FOR NO KEY UPDATE;
  SELECT coalesce(p.published_at, p.publish_at) AS at, p.lang, r.id AS revision_id, r.title, r.standfirst, r.headings, r.text INTO shown
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
  SELECT coalesce(string_agg(k.title, ' . '), '') INTO works
    FROM revision_work rw JOIN work w ON w.id = rw.work_id JOIN work k ON k.id = coalesce(w.merged_into_id, w.id)
    WHERE rw.post_revision_id = shown.revision_id AND k.current_revision_id IS NOT NULL;
  SELECT coalesce(string_agg(e ->> 'text', ' . '), '') INTO headings FROM jsonb_array_elements(shown.headings) e;
  -- The title a second time without a language, so that a film called "It" can be found.
  head := setweight(to_tsvector(language::regconfig, fold_words(shown.title)) || to_tsvector('simple', fold_words(shown.title)), 'A')
    || setweight(to_tsvector(language::regconfig, fold_words(shown.standfirst || ' . ' || tags || ' . ' || names || ' . ' || works)), 'B');
  INSERT INTO post_search AS kept (post_id, at, config, head, words)
  VALUES (wanted, shown.at, language, head, head
    || setweight(to_tsvector(language::regconfig, fold_words(headings)), 'C')
    || to_tsvector(language::regconfig, fold_words(left(shown.text, 150000))))
  ON CONFLICT (post_id) DO UPDATE SET at = EXCLUDED.at, config = EXCLUDED.config, head = EXCLUDED.head, words = EXCLUDED.words
    WHERE (kept.at, kept.config, kept.words) IS DISTINCT FROM (EXCLUDED.at, EXCLUDED.config, EXCLUDED.words);
END $$;

CREATE FUNCTION work_search_of_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM work_search_refresh(NEW.id);
  IF (OLD.title, OLD.merged_into_id, OLD.current_revision_id IS NULL) IS DISTINCT FROM (NEW.title, NEW.merged_into_id, NEW.current_revision_id IS NULL) THEN
    PERFORM post_search_refresh(p.id) FROM (
      SELECT p.id FROM post p JOIN revision_work rw ON rw.post_revision_id = p.published_revision_id JOIN work w ON w.id = rw.work_id
      WHERE NEW.id IN (w.id, w.merged_into_id) ORDER BY p.id) p;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER work_search AFTER UPDATE OF current_revision_id, merged_into_id ON work FOR EACH ROW EXECUTE FUNCTION work_search_of_work();

SELECT work_search_refresh(id) FROM work;

CREATE VIEW published_work_search AS
SELECT s.work_id, p.changed_at AS at, s.words FROM work_search s JOIN published_work p ON p.id = s.work_id;

REVOKE EXECUTE ON FUNCTION work_search_refresh(uuid), post_search_refresh(uuid), work_search_of_work() FROM PUBLIC;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_work_search TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
