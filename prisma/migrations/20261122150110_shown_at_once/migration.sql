-- Approving a reply wrote its row twice, once for its state and once because it is shown. Once is enough.

CREATE OR REPLACE FUNCTION comment_keep() RETURNS trigger LANGUAGE plpgsql AS $$
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
  -- A reply that becomes public is shown at once, in the same version of its row: one with a thousand levels above it is long.
  IF NEW.depth > 0 AND NEW.state = 'published' THEN
    NEW.shown := true;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION comment_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  delta integer := (NEW.state = 'published')::integer - (OLD.state = 'published')::integer;
BEGIN
  IF delta <> 0 THEN
    UPDATE thread SET published_count = published_count + delta,
        last_published_at = CASE WHEN delta > 0 THEN greatest(last_published_at, NEW.published_at) ELSE last_published_at END
      WHERE post_id = NEW.post_id;
    PERFORM comment_refresh_shown(CASE WHEN NEW.shown AND NOT OLD.shown THEN NEW.parent_id ELSE NEW.id END);
  END IF;
  RETURN NULL;
END $$;
