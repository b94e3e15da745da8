-- What Prisma's schema cannot say: the fences that keep a promise even if the program above forgets it.

-- ------------------------------------------------------------------ posts

ALTER TABLE post
  ADD CONSTRAINT post_public_has_revision
    CHECK (state NOT IN ('published', 'unlisted', 'scheduled') OR published_revision_id IS NOT NULL),
  ADD CONSTRAINT post_published_has_date
    CHECK (state NOT IN ('published', 'unlisted') OR published_at IS NOT NULL),
  ADD CONSTRAINT post_scheduled_has_date
    CHECK (state <> 'scheduled' OR publish_at IS NOT NULL),
  ADD CONSTRAINT post_with_password_stays_private
    CHECK (password_hash IS NULL OR state IN ('draft', 'archived'));

-- Verified addresses are unique; claimed ones are not, so that signing up tells nobody who is here.
CREATE UNIQUE INDEX person_verified_email ON person (email) WHERE email_verified_at IS NOT NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is not allowed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'AW001';
END $$;

CREATE TRIGGER post_no_delete BEFORE DELETE OR TRUNCATE ON post FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_no_delete BEFORE DELETE OR TRUNCATE ON comment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER thread_no_delete BEFORE DELETE OR TRUNCATE ON thread FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_no_delete BEFORE DELETE OR TRUNCATE ON finding FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER post_revision_no_delete BEFORE DELETE OR TRUNCATE ON post_revision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comment_revision_no_delete BEFORE DELETE OR TRUNCATE ON comment_revision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_item_no_delete BEFORE DELETE OR TRUNCATE ON review_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A revision is one saved text, for good. Only its rendering may be made anew.
CREATE FUNCTION post_revision_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.post_id, OLD.title, OLD.standfirst, OLD.excerpt, OLD.source, OLD.format, OLD.content_notes, OLD.reason, OLD.created_at)
     IS DISTINCT FROM
     (NEW.id, NEW.post_id, NEW.title, NEW.standfirst, NEW.excerpt, NEW.source, NEW.format, NEW.content_notes, NEW.reason, NEW.created_at) THEN
    RAISE EXCEPTION 'a post revision is never changed' USING ERRCODE = 'AW001';
  END IF;
  IF (OLD.html, OLD.text, OLD.headings, OLD.words) IS DISTINCT FROM (NEW.html, NEW.text, NEW.headings, NEW.words)
     AND NEW.renderer_version <= OLD.renderer_version THEN
    RAISE EXCEPTION 'only a newer renderer makes a text anew' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER post_revision_keep BEFORE UPDATE ON post_revision FOR EACH ROW EXECUTE FUNCTION post_revision_keep();

CREATE FUNCTION comment_revision_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.id, OLD.comment_id, OLD.source, OLD.format, OLD.reason, OLD.created_at, OLD.digest)
     IS DISTINCT FROM (NEW.id, NEW.comment_id, NEW.source, NEW.format, NEW.reason, NEW.created_at, NEW.digest) THEN
    RAISE EXCEPTION 'a comment revision is never changed' USING ERRCODE = 'AW001';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.html, OLD.text) IS DISTINCT FROM (NEW.html, NEW.text)
     AND NEW.renderer_version <= OLD.renderer_version THEN
    RAISE EXCEPTION 'only a newer renderer makes a text anew' USING ERRCODE = 'AW001';
  END IF;
  NEW.digest := sha256(convert_to(NEW.source, 'UTF8'));
  RETURN NEW;
END $$;
CREATE TRIGGER comment_revision_keep BEFORE INSERT OR UPDATE ON comment_revision FOR EACH ROW EXECUTE FUNCTION comment_revision_keep();

-- A post shows and edits its own texts, never the draft of another.
CREATE FUNCTION post_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM post_revision r WHERE r.id IN (NEW.published_revision_id, NEW.draft_revision_id) AND r.post_id <> NEW.id) THEN
    RAISE EXCEPTION 'the text belongs to another post' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER post_keep BEFORE INSERT OR UPDATE OF id, published_revision_id, draft_revision_id ON post
  FOR EACH ROW EXECUTE FUNCTION post_keep();

CREATE FUNCTION post_thread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO thread (post_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER post_thread AFTER INSERT ON post FOR EACH ROW EXECUTE FUNCTION post_thread();

-- ------------------------------------------------------------------ comments: place in the thread

-- One level of a path: 1 byte for ordinals below 128, then 2, 3 and 4 bytes, as in UTF-8, so that the
-- order of bytes is the order of numbers and no level is the beginning of another.
CREATE FUNCTION path_level(n integer) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN n < 128 THEN decode(lpad(to_hex(n), 2, '0'), 'hex')
    WHEN n < 16512 THEN decode(lpad(to_hex(n - 128 + 32768), 4, '0'), 'hex')
    WHEN n < 2113664 THEN decode(lpad(to_hex(n - 16512 + 12582912), 6, '0'), 'hex')
    ELSE decode(lpad(to_hex((n - 2113664)::bigint + 3758096384), 8, '0'), 'hex')
  END
$$;

CREATE FUNCTION comment_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  parent record;
BEGIN
  IF NEW.state <> 'held' OR NEW.approved_revision_id IS NOT NULL OR NEW.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'a new comment is held' USING ERRCODE = 'AW001';
  END IF;
  -- A text needs its comment first, so one that is here already belongs to another.
  IF NEW.current_revision_id IS NOT NULL THEN
    RAISE EXCEPTION 'the text belongs to another comment' USING ERRCODE = 'AW001';
  END IF;
  NEW.shown := false;
  NEW.number := NULL;
  NEW.next_child_ordinal := 1;
  IF NEW.parent_id IS NULL THEN
    UPDATE thread SET next_ordinal = next_ordinal + 1 WHERE post_id = NEW.post_id
      RETURNING next_ordinal - 1 INTO STRICT NEW.ordinal;
    NEW.root_id := NEW.id;
    NEW.depth := 0;
    NEW.path := path_level(NEW.ordinal);
    RETURN NEW;
  END IF;
  UPDATE comment SET next_child_ordinal = next_child_ordinal + 1
    WHERE id = NEW.parent_id AND post_id = NEW.post_id
    RETURNING id, root_id, depth, path, state, next_child_ordinal - 1 AS ordinal INTO parent;
  IF NOT FOUND OR (parent.state <> 'published' AND NEW.origin <> 'import') THEN
    RAISE EXCEPTION 'a reply needs a published comment of the same post' USING ERRCODE = 'AW002';
  END IF;
  NEW.ordinal := parent.ordinal;
  NEW.root_id := parent.root_id;
  NEW.depth := parent.depth + 1;
  NEW.path := parent.path || path_level(NEW.ordinal);
  RETURN NEW;
END $$;
CREATE TRIGGER comment_place BEFORE INSERT ON comment FOR EACH ROW EXECUTE FUNCTION comment_place();

-- 1,000 levels, and never longer than an index entry may be; ordinals as far as four bytes reach.
ALTER TABLE comment
  ADD CONSTRAINT comment_depth CHECK (depth < 1000 AND octet_length(path) <= 2400 AND ordinal < 538984576),
  ADD CONSTRAINT comment_published_is_approved
    CHECK (state <> 'published' OR (approved_revision_id IS NOT NULL AND approved_digest IS NOT NULL AND published_at IS NOT NULL)),
  ADD CONSTRAINT comment_approval_whole CHECK ((approved_revision_id IS NULL) = (approved_digest IS NULL)),
  ADD CONSTRAINT comment_one_writer CHECK (author_id IS NULL OR guest_id IS NULL);

-- ------------------------------------------------------------------ comments: legal moves

CREATE FUNCTION comment_move_is_legal(from_state comment_state, to_state comment_state) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (from_state, to_state) IN (
    ('held', 'published'), ('held', 'returned'), ('held', 'rejected'), ('returned', 'held'),
    ('published', 'hidden'), ('hidden', 'published'), ('rejected', 'published'))
    OR (to_state = 'withdrawn' AND from_state <> 'withdrawn')
$$;

CREATE FUNCTION comment_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.post_id, OLD.parent_id, OLD.root_id, OLD.path, OLD.depth, OLD.ordinal, OLD.origin, OLD.submitted_at)
     IS DISTINCT FROM
     (NEW.id, NEW.post_id, NEW.parent_id, NEW.root_id, NEW.path, NEW.depth, NEW.ordinal, NEW.origin, NEW.submitted_at) THEN
    RAISE EXCEPTION 'a comment keeps its place' USING ERRCODE = 'AW001';
  END IF;
  -- Inside another trigger the depth is 2 or more; a statement from outside comes in at 1.
  IF (OLD.shown, OLD.number) IS DISTINCT FROM (NEW.shown, NEW.number) AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'what is shown follows from the states' USING ERRCODE = 'AW001';
  END IF;
  IF NEW.state <> OLD.state AND NOT comment_move_is_legal(OLD.state, NEW.state)
     -- Undoing goes the other way; the command that undoes says so for its transaction. Withdrawing is nobody's decision,
     -- so nothing brings a withdrawn text back.
     AND NOT (coalesce(current_setting('afterword.undoing', true), '') = 'yes'
       AND OLD.state <> 'withdrawn' AND comment_move_is_legal(NEW.state, OLD.state)) THEN
    RAISE EXCEPTION 'a comment does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'AW003';
  END IF;
  IF NEW.approved_revision_id IS DISTINCT FROM OLD.approved_revision_id AND NEW.approved_revision_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM comment_revision r WHERE r.id = NEW.approved_revision_id AND r.comment_id = NEW.id) THEN
    RAISE EXCEPTION 'the approved text belongs to another comment' USING ERRCODE = 'AW001';
  END IF;
  IF NEW.current_revision_id IS DISTINCT FROM OLD.current_revision_id AND NEW.current_revision_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM comment_revision r WHERE r.id = NEW.current_revision_id AND r.comment_id = NEW.id) THEN
    RAISE EXCEPTION 'the text belongs to another comment' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER comment_keep BEFORE UPDATE ON comment FOR EACH ROW EXECUTE FUNCTION comment_keep();

-- ------------------------------------------------------------------ comments: what is shown, and counts

CREATE FUNCTION thread_renumber(changed comment, appears boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  step integer := CASE WHEN appears THEN 1 ELSE -1 END;
  mine integer;
BEGIN
  UPDATE comment SET number = number + step
    WHERE post_id = changed.post_id AND depth = 0 AND shown AND path > changed.path;
  IF appears THEN
    SELECT number INTO mine FROM comment
      WHERE post_id = changed.post_id AND depth = 0 AND shown AND path < changed.path ORDER BY path DESC LIMIT 1;
    mine := coalesce(mine, 0) + 1;
  END IF;
  UPDATE comment SET number = mine WHERE id = changed.id;
  UPDATE thread SET shown_top_level = shown_top_level + step WHERE post_id = changed.post_id;
END $$;

-- Shown = published, or above something shown. Walks up only as far as something changes. Rows are locked
-- upwards, so two walks never wait for each other in a circle.
CREATE FUNCTION comment_refresh_shown(start uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  here comment;
  wanted boolean;
  next_id uuid := start;
BEGIN
  WHILE next_id IS NOT NULL LOOP
    SELECT * INTO here FROM comment WHERE id = next_id FOR NO KEY UPDATE;
    wanted := here.state = 'published' OR EXISTS (SELECT FROM comment child WHERE child.parent_id = here.id AND child.shown);
    EXIT WHEN wanted = here.shown;
    UPDATE comment SET shown = wanted WHERE id = here.id;
    IF here.depth = 0 THEN PERFORM thread_renumber(here, wanted); END IF;
    next_id := here.parent_id;
  END LOOP;
END $$;

CREATE FUNCTION comment_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  delta integer := (NEW.state = 'published')::integer - (OLD.state = 'published')::integer;
BEGIN
  IF delta <> 0 THEN
    UPDATE thread SET published_count = published_count + delta,
        last_published_at = CASE WHEN delta > 0 THEN greatest(last_published_at, NEW.published_at) ELSE last_published_at END
      WHERE post_id = NEW.post_id;
    PERFORM comment_refresh_shown(NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER comment_count AFTER UPDATE OF state ON comment FOR EACH ROW EXECUTE FUNCTION comment_count();

CREATE INDEX comment_shown_path ON comment (post_id, path) WHERE shown;
CREATE INDEX comment_shown_child ON comment (parent_id) WHERE shown;
CREATE INDEX comment_top_level ON comment (post_id, path) WHERE depth = 0 AND shown;
CREATE INDEX comment_number ON comment (post_id, number) WHERE number IS NOT NULL;
CREATE INDEX comment_own_waiting ON comment (author_id, post_id) WHERE state <> 'published';
CREATE INDEX comment_recent ON comment (published_at DESC) WHERE state = 'published';

-- ------------------------------------------------------------------ the queue and the log

CREATE INDEX review_item_waiting ON review_item (submitted_at, id) WHERE state = 'waiting';
CREATE UNIQUE INDEX review_item_one_waiting ON review_item (comment_id, kind) WHERE state = 'waiting' AND kind IN ('comment', 'comment_edit');

CREATE FUNCTION decision_digest(d decision, previous bytea) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(previous || convert_to(jsonb_build_array(
    d.seq, d.id, d.review_item_id, d.item_version, d.comment_revision_id, d.action, d.from_state, d.to_state,
    d.reason_code, d.reason_note, d.by_id, (extract(epoch FROM d.at) * 1000)::bigint, d.undoes_id, d.before)::text, 'UTF8'))
$$;

CREATE FUNCTION decision_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
BEGIN
  -- One decision at a time gets a number; the lock ends with the transaction.
  PERFORM pg_advisory_xact_lock(hashtext('afterword.decision'));
  SELECT seq, hash INTO last FROM decision ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(last.seq, 0) + 1;
  NEW.previous_hash := coalesce(last.hash, '\x'::bytea);
  NEW.hash := decision_digest(NEW, NEW.previous_hash);
  RETURN NEW;
END $$;
CREATE TRIGGER decision_chain BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_chain();

-- ------------------------------------------------------------------ what became stale

-- Sent at commit, once for equal payloads. Commands know nothing of caches.
CREATE FUNCTION notify_stale() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  PERFORM pg_notify('afterword_stale', TG_ARGV[0] || ':' || (changed ->> TG_ARGV[1]));
  RETURN NULL;
END $$;

CREATE TRIGGER post_stale AFTER INSERT OR UPDATE ON post FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'id');
CREATE TRIGGER post_revision_stale AFTER UPDATE ON post_revision FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER authorship_stale AFTER INSERT OR UPDATE OR DELETE ON authorship FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER update_note_stale AFTER INSERT OR UPDATE OR DELETE ON update_note FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER post_tag_stale AFTER INSERT OR UPDATE OR DELETE ON post_tag FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER redirect_stale AFTER INSERT OR UPDATE OR DELETE ON redirect FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER ping_stale AFTER INSERT OR UPDATE OR DELETE ON ping FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER tag_stale AFTER INSERT OR UPDATE OR DELETE ON tag FOR EACH ROW EXECUTE FUNCTION notify_stale('tag', 'id');
CREATE TRIGGER person_stale AFTER UPDATE OF handle, name, pronouns, biography_html, website ON person
  FOR EACH ROW EXECUTE FUNCTION notify_stale('person', 'id');
CREATE TRIGGER comment_stale AFTER UPDATE OF state, approved_revision_id ON comment
  FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');
CREATE TRIGGER comment_revision_stale AFTER UPDATE ON comment_revision FOR EACH ROW EXECUTE FUNCTION notify_stale('comment', 'comment_id');
CREATE TRIGGER guest_stale AFTER UPDATE ON guest FOR EACH ROW EXECUTE FUNCTION notify_stale('guest', 'id');
CREATE TRIGGER setting_stale AFTER INSERT OR UPDATE OR DELETE ON setting FOR EACH ROW EXECUTE FUNCTION notify_stale('setting', 'key');

CREATE FUNCTION notify_channel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(TG_ARGV[0], NEW.id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER review_item_changed AFTER INSERT OR UPDATE ON review_item FOR EACH ROW EXECUTE FUNCTION notify_channel('afterword_queue');
CREATE TRIGGER mail_waiting AFTER INSERT ON mail FOR EACH ROW EXECUTE FUNCTION notify_channel('afterword_mail');

-- ------------------------------------------------------------------ what a reader may see

CREATE VIEW published_post AS
SELECT p.id, p.slug, p.kind,
  p.kind = 'essay' AND p.state <> 'unlisted' AS listed,
  coalesce(p.published_at, p.publish_at) AS published_at,
  greatest(coalesce(p.published_at, p.publish_at), r.created_at, (SELECT max(n.at) FROM update_note n WHERE n.post_id = p.id AND n.at <= now())) AS updated_at,
  r.id AS revision_id, r.title, r.standfirst, r.excerpt, r.html, r.text, r.headings, r.content_notes, r.words,
  p.lang, p.canonical_url, p.comments_mode,
  t.published_count AS comment_count, t.shown_top_level AS top_level_count
FROM post p
JOIN post_revision r ON r.id = p.published_revision_id
JOIN thread t ON t.post_id = p.id
WHERE p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()));

CREATE VIEW published_authorship AS
SELECT a.post_id, a.person_id, a.position FROM authorship a JOIN published_post p ON p.id = a.post_id;

-- Nobody reads a biography before it is shown, so only those whom an administrator gave a role show one: what readers
-- write about themselves is no way around the queue.
CREATE VIEW published_person AS
SELECT id, handle, name,
  CASE WHEN role <> 'reader' THEN pronouns ELSE '' END AS pronouns,
  CASE WHEN role <> 'reader' THEN biography_html ELSE '' END AS biography_html,
  CASE WHEN role <> 'reader' THEN website ELSE '' END AS website,
  created_at
FROM person;

CREATE VIEW published_post_tag AS
SELECT pt.post_id, pt.tag_id, t.slug, t.name, t.kind, pt.position
FROM post_tag pt JOIN tag t ON t.id = pt.tag_id JOIN published_post p ON p.id = pt.post_id;

CREATE VIEW published_tag AS
WITH listed AS NOT MATERIALIZED (
  SELECT * FROM tag WHERE EXISTS (
    SELECT FROM post_tag pt JOIN published_post p ON p.id = pt.post_id WHERE pt.tag_id = tag.id AND p.listed)
)
SELECT t.id, t.slug, t.name, t.kind, t.description, parent.slug AS parent_slug, parent.name AS parent_name
FROM listed t LEFT JOIN listed parent ON parent.id = t.parent_id;

CREATE VIEW published_update_note AS
SELECT n.id, n.post_id, n.kind, n.html, n.at FROM update_note n JOIN published_post p ON p.id = n.post_id WHERE n.at <= now();

CREATE VIEW published_redirect AS
SELECT d.from_path, p.slug FROM redirect d JOIN published_post p ON p.id = d.post_id;

CREATE VIEW published_ping AS
SELECT g.id, g.post_id, g.title, g.url, g.text, g.at FROM ping g JOIN published_post p ON p.id = g.post_id WHERE g.approved;

CREATE VIEW published_comment AS
SELECT c.id, c.post_id, c.parent_id, c.root_id, c.path, c.depth, c.number,
  c.state <> 'published' AS tombstone,
  CASE WHEN c.state = 'published' THEN w.handle END AS author_handle,
  CASE WHEN c.state = 'published' THEN coalesce(w.name, g.name) END AS author_name,
  c.state = 'published' AND EXISTS (SELECT FROM authorship a WHERE a.post_id = c.post_id AND a.person_id = c.author_id) AS by_author,
  CASE WHEN c.state = 'published' THEN r.html END AS html,
  CASE WHEN c.state = 'published' THEN r.text END AS text,
  CASE WHEN c.state = 'published' THEN c.submitted_at END AS submitted_at,
  CASE WHEN c.state = 'published' THEN c.published_at END AS published_at,
  coalesce(c.state = 'published' AND r.reason = 'edited', false) AS edited
FROM comment c
JOIN post p ON p.id = c.post_id AND p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()))
LEFT JOIN comment_revision r ON r.id = c.approved_revision_id
LEFT JOIN person w ON w.id = c.author_id
LEFT JOIN guest g ON g.id = c.guest_id
WHERE c.shown;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;

-- The role through which public pages read: these views and nothing else. A provider that does not let us
-- make roles leaves us with the views alone; `afterword verify` says so.
DO $$
BEGIN
  CREATE ROLE afterword_public NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to create roles: public pages read without a role of their own';
END $$;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT USAGE ON SCHEMA public TO afterword_public;
    GRANT SELECT ON published_post, published_authorship, published_person, published_post_tag, published_tag,
      published_update_note, published_redirect, published_ping, published_comment TO afterword_public;
    EXECUTE format('GRANT afterword_public TO %I', current_user);
  END IF;
EXCEPTION
  -- Somebody else's role, of another site on the same server.
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
