-- Many decisions at once: what was asked for stays as it was asked, each item is settled once, and any process hears
-- of work that nobody does yet.

-- An id that names no item is reported with the others.
ALTER TABLE "bulk_item" ALTER COLUMN "review_item_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "bulk" ADD COLUMN     "stopped_at" TIMESTAMPTZ(3),
ADD COLUMN     "stopped_by_id" UUID;

-- CreateIndex
CREATE INDEX "bulk_at_idx" ON "bulk"("at");

-- CreateIndex
CREATE INDEX "bulk_item_decision_id_idx" ON "bulk_item"("decision_id");

-- AddForeignKey
ALTER TABLE "bulk" ADD CONSTRAINT "bulk_stopped_by_id_fkey" FOREIGN KEY ("stopped_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE INDEX bulk_unfinished ON bulk (at) WHERE finished_at IS NULL;
CREATE INDEX bulk_item_pending ON bulk_item (bulk_id, position) WHERE state = 'pending';

ALTER TABLE bulk_item
  ADD CONSTRAINT bulk_item_done_decided CHECK (state <> 'done' OR decision_id IS NOT NULL),
  ADD CONSTRAINT bulk_item_skipped_why CHECK ((state = 'skipped') = (why <> ''));

CREATE FUNCTION bulk_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.by_id, OLD.action, OLD.reason_code, OLD.reason_note, OLD.title, OLD.at, OLD.undoes_id)
      IS DISTINCT FROM (NEW.id, NEW.by_id, NEW.action, NEW.reason_code, NEW.reason_note, NEW.title, NEW.at, NEW.undoes_id)
    OR (OLD.finished_at IS NOT NULL AND NEW.finished_at IS DISTINCT FROM OLD.finished_at)
  THEN
    RAISE EXCEPTION 'what was asked for stays as it was asked' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bulk_keep BEFORE UPDATE ON bulk FOR EACH ROW EXECUTE FUNCTION bulk_keep();

CREATE FUNCTION bulk_item_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.bulk_id, OLD.position, OLD.review_item_id, OLD.version) IS DISTINCT FROM (NEW.bulk_id, NEW.position, NEW.review_item_id, NEW.version)
    OR OLD.state <> 'pending'
  THEN
    RAISE EXCEPTION 'an item of a bulk is settled once' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bulk_item_keep BEFORE UPDATE ON bulk_item FOR EACH ROW EXECUTE FUNCTION bulk_item_keep();

-- Whoever has a hand free may begin, or go on.
CREATE TRIGGER bulk_waits AFTER INSERT ON bulk FOR EACH ROW EXECUTE FUNCTION notify_channel('afterword_bulk');
CREATE TRIGGER bulk_goes_on AFTER UPDATE OF stopped_at, leased_until ON bulk
  FOR EACH ROW WHEN (NEW.finished_at IS NULL AND NEW.stopped_at IS NULL AND NEW.leased_until IS NULL)
  EXECUTE FUNCTION notify_channel('afterword_bulk');

REVOKE EXECUTE ON FUNCTION bulk_keep(), bulk_item_keep() FROM PUBLIC;
