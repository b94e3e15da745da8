-- What was made one page of two can be two pages again: a merger keeps which work it took in.
ALTER TYPE "work_revision_reason" ADD VALUE 'part';

ALTER TABLE "work_revision" ADD COLUMN "merged_id" UUID;
CREATE INDEX "work_revision_merged_id_idx" ON "work_revision"("merged_id");
ALTER TABLE "work_revision" ADD CONSTRAINT "work_revision_merged_id_fkey" FOREIGN KEY ("merged_id") REFERENCES "work"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Of mergers until now the address alone was kept, in words.
ALTER TABLE work_revision DISABLE TRIGGER work_revision_keep;
UPDATE work_revision r SET merged_id = a.work_id FROM work_address a
WHERE r.reason::text = 'merge' AND a.slug = substring(r.note FROM '^The page at /works/(.+) was about the same work\.$');
ALTER TABLE work_revision ENABLE TRIGGER work_revision_keep;

ALTER TABLE work_revision ADD CONSTRAINT work_revision_merged CHECK (merged_id IS NULL OR (merged_id <> work_id AND reason::text IN ('merge', 'part')));
