-- A blind reading is of a text that somebody else decided, one at a time, and what was said blind is not changed when one sees.

CREATE UNIQUE INDEX blind_reading_one_open ON blind_reading (reader_id) WHERE verdict IS NULL;

ALTER TABLE blind_reading
  ADD CONSTRAINT blind_reading_verdict CHECK (verdict IN ('approve', 'return', 'reject')),
  ADD CONSTRAINT blind_reading_said CHECK ((verdict IS NULL) = (read_at IS NULL));

CREATE FUNCTION blind_reading_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.verdict IS NOT NULL OR NOT EXISTS (SELECT FROM decision d WHERE d.id = NEW.decision_id AND d.by_id <> NEW.reader_id) THEN
      RAISE EXCEPTION 'a blind reading is of what somebody else decided' USING ERRCODE = 'AW001';
    END IF;
  ELSIF OLD.verdict IS NOT NULL OR (OLD.id, OLD.decision_id, OLD.reader_id, OLD.asked_at) IS DISTINCT FROM (NEW.id, NEW.decision_id, NEW.reader_id, NEW.asked_at) THEN
    RAISE EXCEPTION 'what was said blind is not changed' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER blind_reading_keep BEFORE INSERT OR UPDATE ON blind_reading FOR EACH ROW EXECUTE FUNCTION blind_reading_keep();

REVOKE EXECUTE ON FUNCTION blind_reading_keep() FROM PUBLIC;
