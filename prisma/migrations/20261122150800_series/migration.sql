-- Essays that belong together in an order. An essay stands in one series at most.
CREATE TABLE "series" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "description_html" TEXT NOT NULL DEFAULT '',
    "made_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "series_post" (
    "post_id" UUID NOT NULL,
    "series_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "series_post_pkey" PRIMARY KEY ("post_id")
);

CREATE UNIQUE INDEX "series_slug_key" ON "series"("slug");
CREATE INDEX "series_made_by_id_idx" ON "series"("made_by_id");
CREATE INDEX "series_post_series_id_position_idx" ON "series_post"("series_id", "position");

ALTER TABLE "series" ADD CONSTRAINT "series_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "series_post" ADD CONSTRAINT "series_post_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "series_post" ADD CONSTRAINT "series_post_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is not published, or published but in no list, is no part of a series for anybody: a reader cannot tell that something is missing.
CREATE VIEW published_series_post AS
SELECT sp.series_id, sp.post_id, sp.position FROM series_post sp JOIN published_post p ON p.id = sp.post_id WHERE p.listed;

CREATE VIEW published_series AS
SELECT s.id, s.slug, s.title, s.description_html
FROM series s
WHERE EXISTS (SELECT FROM series_post sp JOIN published_post p ON p.id = sp.post_id WHERE sp.series_id = s.id AND p.listed);

CREATE TRIGGER series_stale AFTER INSERT OR UPDATE OR DELETE ON series FOR EACH ROW EXECUTE FUNCTION notify_stale('series', 'id');
CREATE TRIGGER series_post_stale AFTER INSERT OR UPDATE OR DELETE ON series_post FOR EACH ROW EXECUTE FUNCTION notify_stale('series', 'series_id');

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_series, published_series_post TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
