-- A note on a published essay: where it stands, whose comment led to it, and what became of it. A note that was changed or taken back
-- has said something before, so everything that it ever said stays with it.
CREATE TYPE "note_place" AS ENUM ('top', 'foot');

ALTER TABLE "update_note"
  ADD COLUMN "place" "note_place" NOT NULL DEFAULT 'foot',
  ADD COLUMN "said_at" TIMESTAMPTZ(3),
  ADD COLUMN "comment_id" UUID,
  ADD COLUMN "taken_back_at" TIMESTAMPTZ(3),
  ADD COLUMN "by_id" UUID,
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "update_note" ADD CONSTRAINT "update_note_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "update_note" ADD CONSTRAINT "update_note_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "update_note_comment_id_idx" ON "update_note"("comment_id");

CREATE INDEX "update_note_by_id_idx" ON "update_note"("by_id");

CREATE TABLE "update_note_version" (
    "note_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" "update_note_kind" NOT NULL,
    "place" "note_place" NOT NULL,
    "body" TEXT NOT NULL,
    "comment_id" UUID,
    "taken_back" BOOLEAN NOT NULL DEFAULT false,
    "by_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "update_note_version_pkey" PRIMARY KEY ("note_id", "version")
);
ALTER TABLE "update_note_version" ADD CONSTRAINT "update_note_version_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "update_note"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "update_note_version" ADD CONSTRAINT "update_note_version_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "update_note_version_by_id_idx" ON "update_note_version"("by_id");

-- Who left is emptied and not removed, so nothing ever has to change here.
CREATE FUNCTION update_note_version_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what a note said is never changed' USING ERRCODE = 'AW001';
END $$;
CREATE TRIGGER update_note_version_keep BEFORE UPDATE OR DELETE ON update_note_version FOR EACH ROW EXECUTE FUNCTION update_note_version_keep();

-- Every version is kept in the moment in which it is said, whoever writes it.
CREATE FUNCTION update_note_trace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.version = OLD.version THEN
    IF (OLD.post_id, OLD.kind, OLD.place, OLD.body, OLD.said_at, OLD.taken_back_at) IS DISTINCT FROM
       (NEW.post_id, NEW.kind, NEW.place, NEW.body, NEW.said_at, NEW.taken_back_at) THEN
      RAISE EXCEPTION 'a note is changed by a new version' USING ERRCODE = 'AW001';
    END IF;
    RETURN NULL;
  END IF;
  INSERT INTO update_note_version (note_id, version, kind, place, body, comment_id, taken_back, by_id, at)
  VALUES (NEW.id, NEW.version, NEW.kind, NEW.place, NEW.body, NEW.comment_id, NEW.taken_back_at IS NOT NULL, NEW.by_id, NEW.at);
  RETURN NULL;
END $$;
CREATE TRIGGER update_note_trace AFTER INSERT OR UPDATE ON update_note FOR EACH ROW EXECUTE FUNCTION update_note_trace();

INSERT INTO update_note_version (note_id, version, kind, place, body, at) SELECT id, 1, kind, place, body, at FROM update_note;

-- `at` of the table is when something was last said, by which an essay counts as updated; readers are told the day of the note, when it was
-- changed, and whose comment led to it as long as everybody can read that comment. Of a note that was taken back only that stays.
CREATE OR REPLACE VIEW published_update_note AS
SELECT n.id, n.post_id, n.kind, CASE WHEN n.taken_back_at IS NULL THEN n.html ELSE '' END AS html, coalesce(n.said_at, n.at) AS at,
  n.place, CASE WHEN n.taken_back_at IS NULL AND n.at > n.said_at THEN n.at END AS changed_at, n.taken_back_at,
  c.id AS comment_id, c.author_name AS credited_name, c.author_handle AS credited_handle
FROM update_note n JOIN published_post p ON p.id = n.post_id
LEFT JOIN published_comment c ON c.id = n.comment_id AND NOT c.tombstone AND n.taken_back_at IS NULL
WHERE n.at <= now();

REVOKE EXECUTE ON FUNCTION update_note_version_keep(), update_note_trace() FROM PUBLIC;
