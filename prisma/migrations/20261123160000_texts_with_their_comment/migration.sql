-- A new comment may come with its text in one statement, and then needs no second version of its row, which is an entry in each of twenty indexes.
-- Nothing else changes: a text that is here already belongs to another comment, and one that comes is that of the comment which names it.
CREATE OR REPLACE FUNCTION comment_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  parent record;
BEGIN
  IF NEW.state <> 'held' OR NEW.approved_revision_id IS NOT NULL OR NEW.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'a new comment is held' USING ERRCODE = 'AW001';
  END IF;
  IF NEW.current_revision_id IS NOT NULL AND EXISTS (SELECT FROM comment_revision r WHERE r.id = NEW.current_revision_id) THEN
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

CREATE OR REPLACE FUNCTION comment_revision_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.id, OLD.comment_id, OLD.source, OLD.format, OLD.reason, OLD.created_at, OLD.digest)
     IS DISTINCT FROM (NEW.id, NEW.comment_id, NEW.source, NEW.format, NEW.reason, NEW.created_at, NEW.digest) THEN
    RAISE EXCEPTION 'a comment revision is never changed' USING ERRCODE = 'AW001';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.html, OLD.text) IS DISTINCT FROM (NEW.html, NEW.text)
     AND NEW.renderer_version <= OLD.renderer_version THEN
    RAISE EXCEPTION 'only a newer renderer makes a text anew' USING ERRCODE = 'AW001';
  END IF;
  IF TG_OP = 'INSERT' AND EXISTS (SELECT FROM comment c WHERE c.current_revision_id = NEW.id AND c.id <> NEW.comment_id) THEN
    RAISE EXCEPTION 'the text belongs to another comment' USING ERRCODE = 'AW001';
  END IF;
  NEW.digest := sha256(convert_to(NEW.source, 'UTF8'));
  RETURN NEW;
END $$;
