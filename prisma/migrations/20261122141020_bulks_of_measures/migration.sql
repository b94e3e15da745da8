-- Which measure a bulk was a part of is written down, not told by an equal moment and name.

ALTER TABLE "bulk" ADD COLUMN "measure_id" UUID;

-- So it was told until now: a dismissal gives its measure and what it rejects the same moment and the same name.
UPDATE bulk SET measure_id = (
  SELECT m.id FROM measure m
  WHERE m.by_id = bulk.by_id AND m.at = bulk.at AND m.kind IN ('suspended', 'banned') AND NOT EXISTS (
    SELECT FROM bulk_item i JOIN review_item item ON item.id = i.review_item_id
    WHERE i.bulk_id = bulk.id AND item.person_id IS DISTINCT FROM m.person_id)
  LIMIT 1)
WHERE action = 'reject';

-- CreateIndex
CREATE INDEX "bulk_measure_id_idx" ON "bulk"("measure_id");

-- AddForeignKey
ALTER TABLE "bulk" ADD CONSTRAINT "bulk_measure_id_fkey" FOREIGN KEY ("measure_id") REFERENCES "measure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE OR REPLACE FUNCTION bulk_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.by_id, OLD.action, OLD.reason_code, OLD.reason_note, OLD.title, OLD.at, OLD.undoes_id, OLD.measure_id)
      IS DISTINCT FROM (NEW.id, NEW.by_id, NEW.action, NEW.reason_code, NEW.reason_note, NEW.title, NEW.at, NEW.undoes_id, NEW.measure_id)
    OR (OLD.finished_at IS NOT NULL AND NEW.finished_at IS DISTINCT FROM OLD.finished_at)
  THEN
    RAISE EXCEPTION 'what was asked for stays as it was asked' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
