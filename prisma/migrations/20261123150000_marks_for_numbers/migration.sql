-- The number of a top-level comment is its rank among those that are shown. It stood in each comment, so hiding the first of 10,000 wrote
-- 10,000 rows, each with an entry in every index. Now a thread keeps one mark for each place of its top level, 512 in a row: a comment that
-- appears or goes changes one row, and a number is counted from a few.
CREATE TABLE "thread_stretch" (
  "post_id" UUID NOT NULL,
  "stretch" INTEGER NOT NULL,
  "shown" BIT(512) NOT NULL,
  CONSTRAINT "thread_stretch_pkey" PRIMARY KEY ("post_id", "stretch"),
  CONSTRAINT "thread_stretch_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "thread"("post_id") ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO thread_stretch (post_id, stretch, shown)
SELECT post_id, ordinal / 512, bit_or(set_bit(0::bit(512), ordinal % 512, 1)) FROM comment WHERE shown AND depth = 0 GROUP BY 1, 2;

CREATE TRIGGER thread_stretch_stale AFTER INSERT OR UPDATE ON thread_stretch FOR EACH ROW EXECUTE FUNCTION thread_stale();

CREATE FUNCTION thread_mark(post uuid, place integer, appears boolean) RETURNS void LANGUAGE sql AS $$
  INSERT INTO thread_stretch AS s (post_id, stretch, shown) VALUES (post, place / 512, set_bit(0::bit(512), place % 512, appears::integer))
  ON CONFLICT (post_id, stretch) DO UPDATE SET shown = set_bit(s.shown, place % 512, appears::integer)
$$;

-- A comment is shown, or not any more, in the same version of its row in which its state changes: each version is an entry in every index.
CREATE OR REPLACE FUNCTION comment_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.post_id, OLD.parent_id, OLD.root_id, OLD.path, OLD.depth, OLD.ordinal, OLD.origin, OLD.submitted_at)
     IS DISTINCT FROM
     (NEW.id, NEW.post_id, NEW.parent_id, NEW.root_id, NEW.path, NEW.depth, NEW.ordinal, NEW.origin, NEW.submitted_at) THEN
    RAISE EXCEPTION 'a comment keeps its place' USING ERRCODE = 'AW001';
  END IF;
  -- Inside another trigger the depth is 2 or more; a statement from outside comes in at 1.
  IF OLD.shown <> NEW.shown AND pg_trigger_depth() < 2 THEN
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
  IF NEW.state <> OLD.state THEN
    NEW.shown := NEW.state = 'published' OR EXISTS (SELECT FROM comment reply WHERE reply.parent_id = NEW.id AND reply.shown);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION comment_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  delta integer := (NEW.state = 'published')::integer - (OLD.state = 'published')::integer;
  places integer := CASE WHEN NEW.depth = 0 THEN NEW.shown::integer - OLD.shown::integer ELSE 0 END;
BEGIN
  IF delta <> 0 THEN
    UPDATE thread SET published_count = published_count + delta, shown_top_level = shown_top_level + places,
        last_published_at = CASE WHEN delta > 0 THEN greatest(last_published_at, NEW.published_at) ELSE last_published_at END
      WHERE post_id = NEW.post_id;
    IF places <> 0 THEN PERFORM thread_mark(NEW.post_id, NEW.ordinal, NEW.shown); END IF;
    IF NEW.shown <> OLD.shown THEN PERFORM comment_refresh_shown(NEW.parent_id); END IF;
  END IF;
  RETURN NULL;
END $$;

-- Shown = published, or above something shown. Walks up only as far as something changes. Rows are locked
-- upwards, so two walks never wait for each other in a circle.
CREATE OR REPLACE FUNCTION comment_refresh_shown(start uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  here record;
  wanted boolean;
  next_id uuid := start;
BEGIN
  WHILE next_id IS NOT NULL LOOP
    SELECT id, post_id, parent_id, depth, ordinal, state, shown INTO here FROM comment WHERE id = next_id FOR NO KEY UPDATE;
    wanted := here.state = 'published' OR EXISTS (SELECT FROM comment reply WHERE reply.parent_id = here.id AND reply.shown);
    EXIT WHEN wanted = here.shown;
    UPDATE comment SET shown = wanted WHERE id = here.id;
    IF here.depth = 0 THEN
      UPDATE thread SET shown_top_level = shown_top_level + CASE WHEN wanted THEN 1 ELSE -1 END WHERE post_id = here.post_id;
      PERFORM thread_mark(here.post_id, here.ordinal, wanted);
    END IF;
    next_id := here.parent_id;
  END LOOP;
END $$;

DROP FUNCTION thread_renumber(comment, boolean);

CREATE OR REPLACE FUNCTION comment_place() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE VIEW published_comment AS
SELECT c.id, c.post_id, c.parent_id, c.root_id, c.path, c.depth,
  CASE WHEN c.depth = 0 THEN (
    SELECT sum(bit_count(CASE WHEN s.stretch < c.ordinal / 512 THEN s.shown ELSE substring(s.shown FROM 1 FOR c.ordinal % 512 + 1) END))::integer
    FROM thread_stretch s WHERE s.post_id = c.post_id AND s.stretch <= c.ordinal / 512) END AS number,
  c.state <> 'published' AS tombstone,
  CASE WHEN c.state = 'published' AND w.deleted_at IS NULL THEN w.handle END AS author_handle,
  CASE WHEN c.state = 'published' THEN coalesce(w.name, g.name) END AS author_name,
  c.state = 'published' AND EXISTS (SELECT FROM authorship a WHERE a.post_id = c.post_id AND a.person_id = c.author_id) AS by_author,
  CASE WHEN c.state = 'published' THEN r.html END AS html,
  CASE WHEN c.state = 'published' THEN r.text END AS text,
  CASE WHEN c.state = 'published' THEN c.submitted_at END AS submitted_at,
  CASE WHEN c.state = 'published' THEN c.published_at END AS published_at,
  CASE WHEN c.state = 'published' AND r.reason = 'edited'
    THEN EXISTS (SELECT FROM published_comment_text t WHERE t.comment_id = c.id AND t.revision_id <> c.approved_revision_id) ELSE false END AS edited,
  CASE WHEN c.state = 'published' THEN c.author_id END AS author_id
FROM comment c
JOIN post p ON p.id = c.post_id AND p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()))
LEFT JOIN comment_revision r ON r.id = c.approved_revision_id
LEFT JOIN person w ON w.id = c.author_id
LEFT JOIN guest g ON g.id = c.guest_id
WHERE c.shown;

ALTER TABLE comment DROP COLUMN number;

REVOKE EXECUTE ON FUNCTION thread_mark(uuid, integer, boolean) FROM PUBLIC;
