-- What a measure may say, that its past stays as it was, and how a person's texts are counted without reading them all.

ALTER TABLE measure
  ADD CONSTRAINT measure_pace CHECK ((kind = 'slow') = (every_seconds IS NOT NULL) AND coalesce(every_seconds BETWEEN 60 AND 604800, true)),
  -- A ban lasts until somebody lifts it, and a note has no time at all.
  ADD CONSTRAINT measure_end CHECK (until IS NULL OR (kind NOT IN ('note', 'banned') AND until > at)),
  ADD CONSTRAINT measure_lifted CHECK ((lifted_at IS NULL) = (lift_reason = ''));

-- A measure is lifted once, and nothing else of it ever changes; people who leave take their names with them.
CREATE FUNCTION measure_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.person_id, OLD.kind, OLD.reason, OLD.until, OLD.every_seconds, OLD.at)
      IS DISTINCT FROM (NEW.id, NEW.person_id, NEW.kind, NEW.reason, NEW.until, NEW.every_seconds, NEW.at)
    OR (OLD.lifted_at IS NOT NULL AND (OLD.lifted_at, OLD.lift_reason) IS DISTINCT FROM (NEW.lifted_at, NEW.lift_reason))
    OR (NEW.by_id IS NOT NULL AND NEW.by_id IS DISTINCT FROM OLD.by_id)
    OR (OLD.lifted_at IS NOT NULL AND NEW.lifted_by_id IS NOT NULL AND NEW.lifted_by_id IS DISTINCT FROM OLD.lifted_by_id)
  THEN
    RAISE EXCEPTION 'a measure is lifted, never changed' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER measure_keep BEFORE UPDATE ON measure FOR EACH ROW EXECUTE FUNCTION measure_keep();

-- How the texts of one person were decided, counted on the index alone.
CREATE INDEX "comment_author_id_state_idx" ON "comment"("author_id", "state");
CREATE INDEX comment_guest_state ON comment (guest_id, state) WHERE guest_id IS NOT NULL;

-- Reports, edits and appeals about the texts of one person, decided ones too; the texts themselves are found by their writer.
CREATE INDEX review_item_beside ON review_item (person_id, kind) WHERE kind <> 'comment';

REVOKE EXECUTE ON FUNCTION measure_keep() FROM PUBLIC;
