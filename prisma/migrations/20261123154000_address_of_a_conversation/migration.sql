-- A conversation is named by the address of its essay as it will be when the change is seen. An essay that moves meanwhile waits for that, or is
-- waited for: else what was taken down would be announced under an address that nobody reads any more, and stay on the page at the other.
CREATE FUNCTION tell_conversation_stale(of_post uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  address text;
BEGIN
  SELECT slug INTO address FROM post WHERE id = of_post FOR KEY SHARE;
  PERFORM pg_notify('afterword_stale', 'conversation:' || address);
END $$;

CREATE OR REPLACE FUNCTION conversation_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_conversation_stale(NEW.post_id);
  IF NEW.author_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM comment c JOIN published_post p ON p.id = c.post_id AND (p.listed OR p.kind = 'page')
    WHERE c.author_id = NEW.author_id AND c.id <> NEW.id AND c.state = 'published' AND c.shown) THEN
    PERFORM pg_notify('afterword_stale', 'person:' || NEW.author_id);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION comment_revision_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_conversation_stale(post_id) FROM comment WHERE id = NEW.comment_id AND state = 'published';
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION thread_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_conversation_stale(coalesce(NEW.post_id, OLD.post_id));
  RETURN NULL;
END $$;

REVOKE EXECUTE ON FUNCTION tell_conversation_stale(uuid) FROM PUBLIC;
