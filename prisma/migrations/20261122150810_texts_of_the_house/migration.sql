-- Texts of the house that an administrator can change. Every saved text is kept, the newest is shown; before the first, the program's own.
CREATE TABLE "house_text" (
    "id" UUID NOT NULL,
    "page" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "editor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "house_text_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "house_text_page_created_at_id_idx" ON "house_text"("page", "created_at" DESC, "id" DESC);
CREATE INDEX "house_text_editor_id_idx" ON "house_text"("editor_id");

ALTER TABLE "house_text" ADD CONSTRAINT "house_text_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A version is never changed; only its editor may leave, and a newer renderer may make its page anew.
CREATE FUNCTION house_text_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.page, OLD.source, OLD.created_at) IS DISTINCT FROM (NEW.id, NEW.page, NEW.source, NEW.created_at)
     OR (NEW.editor_id IS NOT NULL AND NEW.editor_id IS DISTINCT FROM OLD.editor_id) THEN
    RAISE EXCEPTION 'a text of the house is never changed' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER house_text_keep BEFORE UPDATE ON house_text FOR EACH ROW EXECUTE FUNCTION house_text_keep();
CREATE TRIGGER house_text_no_delete BEFORE DELETE OR TRUNCATE ON house_text FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER house_text_stale AFTER INSERT OR UPDATE ON house_text FOR EACH ROW EXECUTE FUNCTION notify_stale('house', 'page');
REVOKE EXECUTE ON FUNCTION house_text_keep() FROM PUBLIC;

CREATE VIEW published_house_text AS
SELECT DISTINCT ON (page) page, html, created_at AS changed_at FROM house_text ORDER BY page, created_at DESC, id DESC;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_house_text TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
