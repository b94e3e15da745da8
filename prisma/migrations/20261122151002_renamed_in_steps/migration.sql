-- The words by which an essay is found hold the names of its authors, so a new name means working them out anew. For somebody with
-- thousands of essays that takes longer than a command may: the newest few are done at once, and all of them, some at a time, by a job.
CREATE OR REPLACE FUNCTION person_search_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  at_once constant integer := 20;
BEGIN
  INSERT INTO person_search (person_id, words)
  VALUES (NEW.id, setweight(to_tsvector('simple', fold_words(NEW.name || ' . ' || NEW.handle)), 'A')
    || to_tsvector('simple', fold_words(left(CASE WHEN NEW.role <> 'reader' THEN NEW.biography_html ELSE '' END, 150000))))
  ON CONFLICT (person_id) DO UPDATE SET words = EXCLUDED.words;
  IF TG_OP = 'UPDATE' AND NEW.name <> OLD.name THEN
    PERFORM post_search_refresh(newest.post_id) FROM (
      SELECT post_id FROM (SELECT post_id FROM authorship WHERE person_id = NEW.id ORDER BY post_id DESC LIMIT at_once) few ORDER BY post_id) newest;
    IF EXISTS (SELECT FROM authorship WHERE person_id = NEW.id OFFSET at_once) THEN
      PERFORM graphile_worker.add_job('renew-search', payload := json_build_object('personId', NEW.id), max_attempts := 10, job_key := 'renew-search:' || NEW.id);
    END IF;
  END IF;
  RETURN NULL;
END $$;
