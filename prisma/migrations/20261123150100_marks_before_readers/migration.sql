-- Where the pages of a thread begin, for whoever may read it.
CREATE VIEW published_thread_stretch AS
SELECT s.post_id, s.stretch, s.shown
FROM thread_stretch s
JOIN post p ON p.id = s.post_id AND p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()));

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_thread_stretch TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;

-- Where one statement changes a whole thread, a place that nothing holds any more is passed on upwards also by what was not public itself.
CREATE OR REPLACE FUNCTION comment_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  delta integer := (NEW.state = 'published')::integer - (OLD.state = 'published')::integer;
  places integer := CASE WHEN NEW.depth = 0 THEN NEW.shown::integer - OLD.shown::integer ELSE 0 END;
BEGIN
  IF delta <> 0 OR places <> 0 THEN
    UPDATE thread SET published_count = published_count + delta, shown_top_level = shown_top_level + places,
        last_published_at = CASE WHEN delta > 0 THEN greatest(last_published_at, NEW.published_at) ELSE last_published_at END
      WHERE post_id = NEW.post_id;
  END IF;
  IF places <> 0 THEN PERFORM thread_mark(NEW.post_id, NEW.ordinal, NEW.shown); END IF;
  IF NEW.shown <> OLD.shown THEN PERFORM comment_refresh_shown(NEW.parent_id); END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION thread_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('afterword_stale', 'conversation:' || slug) FROM post WHERE id = coalesce(NEW.post_id, OLD.post_id);
  RETURN NULL;
END $$;
DROP TRIGGER thread_stretch_stale ON thread_stretch;
CREATE TRIGGER thread_stretch_stale AFTER INSERT OR UPDATE OR DELETE ON thread_stretch FOR EACH ROW EXECUTE FUNCTION thread_stale();
