-- Images of essays. Their files lie in the data folder or in a store; what is known of them, and who uses them, stands here
-- (docs/decisions/0032).

CREATE TABLE "media" (
    "name" TEXT NOT NULL,
    "post_id" UUID NOT NULL,
    "person_id" UUID,
    "alt" TEXT NOT NULL DEFAULT '',
    "decoration" BOOLEAN NOT NULL DEFAULT false,
    "caption" TEXT NOT NULL DEFAULT '',
    "credit" TEXT NOT NULL DEFAULT '',
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "kept_at" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "media_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "media_use" (
    "name" TEXT NOT NULL,
    "used_by" TEXT NOT NULL,
    "used_id" UUID NOT NULL,

    CONSTRAINT "media_use_pkey" PRIMARY KEY ("name", "used_by", "used_id")
);

CREATE INDEX "media_post_id_uploaded_at_idx" ON "media"("post_id", "uploaded_at");
CREATE INDEX "media_person_id_idx" ON "media"("person_id");
CREATE INDEX "media_use_used_by_used_id_idx" ON "media_use"("used_by", "used_id");

ALTER TABLE "media" ADD CONSTRAINT "media_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "media" ADD CONSTRAINT "media_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- What is used is not forgotten, whoever asks for it.
ALTER TABLE "media_use" ADD CONSTRAINT "media_use_name_fkey" FOREIGN KEY ("name") REFERENCES "media"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE media
  ADD CONSTRAINT media_has_its_name CHECK (name ~ '^[0-9a-f]{24}-[1-9][0-9]{0,3}x[1-9][0-9]{0,3}$'),
  ADD CONSTRAINT media_forgotten_first CHECK (gone_at IS NULL OR gone_at >= uploaded_at);
CREATE INDEX media_going ON media (gone_at) WHERE gone_at IS NOT NULL;

-- Nothing that saves a text has to remember its images: the columns that a trigger names are looked through. An image that is in use
-- is locked until the text is saved, so nobody begins to delete it meanwhile; one that is already being deleted is no use of anything.
CREATE FUNCTION media_note_uses() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  used text[] := '{}';
  words text;
  col text;
BEGIN
  IF TG_OP <> 'DELETE' THEN
    FOREACH col IN ARRAY TG_ARGV LOOP
      EXECUTE format('SELECT ($1).%I::text', col) INTO words USING NEW;
      IF position('/media/' IN words) > 0 THEN
        used := used || ARRAY(SELECT DISTINCT m[1] FROM regexp_matches(words, '/media/([0-9a-f]{24}-[1-9][0-9]{0,3}x[1-9][0-9]{0,3})(?![0-9])', 'g') AS m);
      END IF;
    END LOOP;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    WITH let_go AS (
      DELETE FROM media_use WHERE used_by = TG_TABLE_NAME AND used_id = OLD.id AND NOT name = ANY (used) RETURNING name)
    UPDATE media SET released_at = date_trunc('milliseconds', clock_timestamp()) WHERE name IN (SELECT name FROM let_go);
  END IF;
  IF used <> '{}' THEN
    INSERT INTO media_use (name, used_by, used_id)
    SELECT name, TG_TABLE_NAME, NEW.id FROM (SELECT name FROM media WHERE name = ANY (used) AND gone_at IS NULL ORDER BY name FOR SHARE) present
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER media_note_uses AFTER INSERT OR DELETE OR UPDATE OF source, html, cover ON post_revision
  FOR EACH ROW EXECUTE FUNCTION media_note_uses('source', 'html', 'cover');
CREATE TRIGGER media_note_uses AFTER INSERT OR DELETE OR UPDATE OF source, html ON house_text
  FOR EACH ROW EXECUTE FUNCTION media_note_uses('source', 'html');
CREATE TRIGGER media_note_uses AFTER INSERT OR DELETE OR UPDATE OF description, description_html ON series
  FOR EACH ROW EXECUTE FUNCTION media_note_uses('description', 'description_html');

-- A name stays what it was, an image that is going does not come back, and none is kept twice.
CREATE FUNCTION media_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.name, OLD.post_id, OLD.uploaded_at) IS DISTINCT FROM (NEW.name, NEW.post_id, NEW.uploaded_at)
     OR (OLD.kept_at IS NOT NULL AND NEW.kept_at IS DISTINCT FROM OLD.kept_at)
     OR (OLD.gone_at IS NOT NULL AND NEW.gone_at IS DISTINCT FROM OLD.gone_at) THEN
    RAISE EXCEPTION 'an image stays what it is' USING ERRCODE = 'AW001';
  END IF;
  IF OLD.gone_at IS NULL AND NEW.gone_at IS NOT NULL AND EXISTS (SELECT FROM media_use WHERE name = NEW.name) THEN
    RAISE EXCEPTION 'an image that is used stays' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER media_keep BEFORE UPDATE ON media FOR EACH ROW EXECUTE FUNCTION media_keep();

CREATE FUNCTION media_goes_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.gone_at IS NULL THEN
    RAISE EXCEPTION 'an image is not forgotten before its files are' USING ERRCODE = 'AW001';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER media_goes_first BEFORE DELETE ON media FOR EACH ROW EXECUTE FUNCTION media_goes_first();

-- What a reader may see: images of texts that readers may see.
CREATE VIEW published_media AS
SELECT m.name FROM media m
WHERE m.kept_at IS NOT NULL AND m.gone_at IS NULL AND EXISTS (
  SELECT FROM media_use u WHERE u.name = m.name AND CASE u.used_by
    WHEN 'post_revision' THEN EXISTS (SELECT FROM published_post p WHERE p.revision_id = u.used_id)
      OR EXISTS (SELECT FROM published_revision r WHERE r.revision_id = u.used_id)
    WHEN 'house_text' THEN EXISTS (SELECT FROM house_text h WHERE h.id = u.used_id
      AND NOT EXISTS (SELECT FROM house_text n WHERE n.page = h.page AND (n.created_at, n.id) > (h.created_at, h.id)))
    WHEN 'series' THEN EXISTS (SELECT FROM published_series s WHERE s.id = u.used_id)
    ELSE false END);

REVOKE EXECUTE ON FUNCTION media_note_uses(), media_keep(), media_goes_first() FROM PUBLIC;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_media TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
