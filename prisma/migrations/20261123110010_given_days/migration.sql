-- The day that a post bears may be another than the one on which readers saw it first: its authors give it, and every giving is kept.

CREATE TABLE "given_day" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "was" TIMESTAMPTZ(3) NOT NULL,
    "given" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,

    CONSTRAINT "given_day_pkey" PRIMARY KEY ("id"),
    CONSTRAINT given_day_is_over CHECK (given <= at)
);
CREATE INDEX "given_day_post_id_at_idx" ON "given_day"("post_id", "at");
CREATE INDEX "given_day_by_id_idx" ON "given_day"("by_id");
ALTER TABLE "given_day" ADD CONSTRAINT "given_day_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "given_day" ADD CONSTRAINT "given_day_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE FUNCTION given_day_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.id, OLD.post_id, OLD.was, OLD.given, OLD.at) IS NOT DISTINCT FROM (NEW.id, NEW.post_id, NEW.was, NEW.given, NEW.at) AND NEW.by_id IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a day that was given is never changed' USING ERRCODE = 'AW001';
END $$;
CREATE TRIGGER given_day_keep BEFORE UPDATE OR DELETE ON given_day FOR EACH ROW EXECUTE FUNCTION given_day_keep();
REVOKE EXECUTE ON FUNCTION given_day_keep() FROM PUBLIC;

-- Where the author shows what a text said before, readers see as well which day it bore.
CREATE VIEW published_given_day AS
SELECT d.id, d.post_id, d.was, d.given, d.at FROM given_day d JOIN published_post p ON p.id = d.post_id WHERE p.history_shown;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_given_day TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
