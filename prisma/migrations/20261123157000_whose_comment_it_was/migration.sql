-- A comment that is somebody else’s from now on may have been the only one of whoever wrote it: then they have no page any more, and may be named nowhere.
CREATE OR REPLACE FUNCTION conversation_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_conversation_stale(NEW.post_id);
  PERFORM pg_notify('afterword_stale', 'person:' || writer.id) FROM (SELECT NEW.author_id AS id UNION SELECT OLD.author_id) writer
  WHERE writer.id IS NOT NULL AND NOT EXISTS (
    SELECT FROM comment c JOIN published_post p ON p.id = c.post_id AND (p.listed OR p.kind = 'page')
    WHERE c.author_id = writer.id AND c.id <> NEW.id AND c.state = 'published' AND c.shown);
  RETURN NULL;
END $$;
