-- Somebody who has left: the row stays, because decisions and replies point at it, and holds nothing of them.

ALTER TABLE "person" ADD COLUMN "deleted_at" TIMESTAMPTZ(3), ADD COLUMN "left_address" TEXT;

ALTER TABLE person
  ADD CONSTRAINT person_left_is_empty CHECK (deleted_at IS NULL OR (
    email IS NULL AND email_verified_at IS NULL AND password_hash IS NULL AND import_key IS NULL AND role = 'reader'
    AND name = 'Somebody who has left' AND handle = 'left-' || replace(id::text, '-', '') AND skeleton LIKE 'left:%'
    AND (pronouns, biography, biography_html, website) = ('', '', '', ''))),
  ADD CONSTRAINT person_left_address CHECK (left_address IS NULL OR deleted_at IS NOT NULL);

CREATE INDEX person_left_address ON person (left_address) WHERE left_address IS NOT NULL;

-- The handle is nobody else's afterwards, nor is one that looks like it: its digest stays, and a new row under it is not made. Whoever
-- asks for it reads that it is taken.
CREATE FUNCTION person_handle_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM person WHERE skeleton = 'left:' || encode(sha256(convert_to(NEW.skeleton, 'UTF8')), 'hex')) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_handle_stays BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION person_handle_stays();

-- Nobody comes back as a row that was emptied.
CREATE FUNCTION person_left_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.deleted_at IS DISTINCT FROM OLD.deleted_at OR NEW.handle <> OLD.handle OR NEW.skeleton <> OLD.skeleton THEN
    RAISE EXCEPTION 'who has left stays away' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_left_stays BEFORE UPDATE ON person FOR EACH ROW WHEN (OLD.deleted_at IS NOT NULL) EXECUTE FUNCTION person_left_stays();

-- A measure that was in force when somebody left waits for whoever shows that the same mailbox is theirs, and for nobody else.
CREATE FUNCTION measures_wait() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone uuid;
BEGIN
  SELECT id INTO gone FROM person WHERE left_address = encode(sha256(convert_to(NEW.email, 'UTF8')), 'hex') ORDER BY deleted_at DESC LIMIT 1 FOR UPDATE;
  IF FOUND THEN
    INSERT INTO measure (id, person_id, kind, reason, until, every_seconds, by_id, at)
    SELECT gen_random_uuid(), NEW.id, kind, reason, until, every_seconds, by_id, date_trunc('milliseconds', now())
    FROM measure WHERE person_id = gone AND kind <> 'note' AND lifted_at IS NULL AND coalesce(until > now(), true);
    UPDATE person SET left_address = NULL WHERE id = gone;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER measures_wait_for_new AFTER INSERT ON person FOR EACH ROW WHEN (NEW.email_verified_at IS NOT NULL) EXECUTE FUNCTION measures_wait();
CREATE TRIGGER measures_wait AFTER UPDATE OF email_verified_at ON person
  FOR EACH ROW WHEN (OLD.email_verified_at IS NULL AND NEW.email_verified_at IS NOT NULL) EXECUTE FUNCTION measures_wait();

REVOKE EXECUTE ON FUNCTION person_handle_stays(), person_left_stays(), measures_wait() FROM PUBLIC;
