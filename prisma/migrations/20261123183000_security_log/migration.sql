-- What somebody who looks after the safety of a site wants to know a year later: who came in, who could not, and who was given or took what.
CREATE TABLE "security_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID,
    "by_id" UUID,
    "about" TEXT NOT NULL DEFAULT '',
    "request" TEXT NOT NULL DEFAULT '',
    "network" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "security_event_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "security_event_at_id_idx" ON "security_event"("at", "id");
CREATE INDEX "security_event_kind_at_id_idx" ON "security_event"("kind", "at", "id");
CREATE INDEX "security_event_person_id_at_id_idx" ON "security_event"("person_id", "at", "id");
CREATE INDEX "security_event_by_id_at_id_idx" ON "security_event"("by_id", "at", "id");

-- A row stays as it was for a year, and then goes. Only from where somebody came is forgotten with them.
CREATE FUNCTION security_event_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < now() - interval '365 days' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND NEW.network = '' AND to_jsonb(NEW) - 'network' = to_jsonb(OLD) - 'network'
    AND EXISTS (SELECT FROM person WHERE id IN (OLD.person_id, OLD.by_id) AND deleted_at IS NOT NULL) THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% on % is not allowed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'AW001';
END $$;
CREATE TRIGGER security_event_keep BEFORE UPDATE OR DELETE ON security_event FOR EACH ROW EXECUTE FUNCTION security_event_keep();
CREATE TRIGGER security_event_no_truncate BEFORE TRUNCATE ON security_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION security_event_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE security_event SET network = '' WHERE (person_id = NEW.id OR by_id = NEW.id) AND network <> '';
  RETURN NULL;
END $$;
CREATE TRIGGER security_event_forget AFTER UPDATE OF deleted_at ON person FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION security_event_forget();

-- That they left is written after they did.
CREATE FUNCTION security_event_of_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.network <> '' AND EXISTS (SELECT FROM person WHERE id IN (NEW.person_id, NEW.by_id) AND deleted_at IS NOT NULL) THEN NEW.network := ''; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER security_event_of_left BEFORE INSERT ON security_event FOR EACH ROW EXECUTE FUNCTION security_event_of_left();

REVOKE EXECUTE ON FUNCTION security_event_keep(), security_event_forget(), security_event_of_left() FROM PUBLIC;
