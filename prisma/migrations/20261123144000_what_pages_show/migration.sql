-- What readers are shown is announced whenever any of it changes, whoever changes it: a process keeps finished pages only as long as it hears
-- of everything that they show. What an announcement makes stale stands in lib/http/pages/stale-pages.ts.

-- A conversation is named by the address of its essay. Somebody of whom nothing else can be read gets a page with it, or loses theirs, and links
-- to that page stand in other conversations.
CREATE FUNCTION conversation_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('afterword_stale', 'conversation:' || slug) FROM post WHERE id = NEW.post_id;
  IF NEW.author_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM comment c JOIN published_post p ON p.id = c.post_id AND (p.listed OR p.kind = 'page')
    WHERE c.author_id = NEW.author_id AND c.id <> NEW.id AND c.state = 'published' AND c.shown) THEN
    PERFORM pg_notify('afterword_stale', 'person:' || NEW.author_id);
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER comment_stale ON comment;
CREATE TRIGGER comment_stale_new AFTER INSERT ON comment FOR EACH ROW WHEN (NEW.shown OR NEW.state = 'published') EXECUTE FUNCTION conversation_stale();
-- Its place in the thread never changes, and its number moves with another one that is announced.
CREATE TRIGGER comment_stale AFTER UPDATE ON comment FOR EACH ROW
  WHEN ((OLD.shown OR NEW.shown OR 'published' IN (OLD.state, NEW.state))
    AND (OLD.state, OLD.shown, OLD.approved_revision_id, OLD.author_id, OLD.guest_id, OLD.submitted_at, OLD.published_at)
      IS DISTINCT FROM (NEW.state, NEW.shown, NEW.approved_revision_id, NEW.author_id, NEW.guest_id, NEW.submitted_at, NEW.published_at))
  EXECUTE FUNCTION conversation_stale();

CREATE FUNCTION comment_revision_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('afterword_stale', 'conversation:' || p.slug) FROM comment c JOIN post p ON p.id = c.post_id WHERE c.id = NEW.comment_id AND c.state = 'published';
  RETURN NULL;
END $$;
DROP TRIGGER comment_revision_stale ON comment_revision;
CREATE TRIGGER comment_revision_stale AFTER UPDATE ON comment_revision FOR EACH ROW EXECUTE FUNCTION comment_revision_stale();

-- Counts are mended by hand now and then.
CREATE FUNCTION thread_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('afterword_stale', 'conversation:' || slug) FROM post WHERE id = NEW.post_id;
  RETURN NULL;
END $$;
CREATE TRIGGER thread_stale AFTER UPDATE OF published_count, shown_top_level ON thread FOR EACH ROW
  WHEN ((OLD.published_count, OLD.shown_top_level) IS DISTINCT FROM (NEW.published_count, NEW.shown_top_level)) EXECUTE FUNCTION thread_stale();

-- What somebody says of themselves is shown when they write or moderate here.
DROP TRIGGER person_stale ON person;
CREATE TRIGGER person_stale AFTER UPDATE OF handle, name, role, pronouns, biography_html, website, created_at, deleted_at ON person FOR EACH ROW
  WHEN ((OLD.handle, OLD.name, OLD.role, OLD.pronouns, OLD.biography_html, OLD.website, OLD.created_at, OLD.deleted_at)
    IS DISTINCT FROM (NEW.handle, NEW.name, NEW.role, NEW.pronouns, NEW.biography_html, NEW.website, NEW.created_at, NEW.deleted_at))
  EXECUTE FUNCTION notify_stale('person', 'id');

-- What readers have seen of an essay, and which days it bore.
CREATE TRIGGER publication_stale AFTER INSERT OR UPDATE OR DELETE ON publication FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER given_day_stale AFTER INSERT OR UPDATE OR DELETE ON given_day FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER post_stale_gone AFTER DELETE ON post FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'id');

-- By which essays are found to be like one another.
CREATE TRIGGER post_words_stale AFTER INSERT OR UPDATE OR DELETE ON post_words FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER post_search_stale_kept AFTER INSERT OR DELETE ON post_search FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER post_search_stale AFTER UPDATE OF at ON post_search FOR EACH ROW WHEN (OLD.at IS DISTINCT FROM NEW.at) EXECUTE FUNCTION notify_stale('post', 'post_id');

CREATE TRIGGER work_address_stale AFTER INSERT OR UPDATE OR DELETE ON work_address FOR EACH ROW EXECUTE FUNCTION notify_stale('work', 'work_id');

REVOKE EXECUTE ON FUNCTION conversation_stale(), comment_revision_stale(), thread_stale() FROM PUBLIC;

-- What the clock alone changes is asked for twice a second while anybody reads.
CREATE INDEX post_scheduled_idx ON post (publish_at) WHERE state = 'scheduled';
CREATE INDEX post_closing_idx ON post (comments_close_after_days) WHERE comments_close_after_days IS NOT NULL;
