-- Writing: a draft has a version of its own, and what a page saves by itself is kept in one place for a while (docs/decisions/0033).

-- A text that was sent against an older version: kept beside the others, and never the draft by itself.
ALTER TYPE "revision_reason" ADD VALUE 'aside';

ALTER TABLE "post" ADD COLUMN "draft_version" INTEGER NOT NULL DEFAULT 1;

-- saved_at: when its words were last saved. left_out: characters of earlier savings of the same autosave that stand nowhere any more.
ALTER TABLE "post_revision" ADD COLUMN "saved_at" TIMESTAMPTZ(3), ADD COLUMN "left_out" INTEGER NOT NULL DEFAULT 0;
UPDATE "post_revision" SET "saved_at" = "created_at";
ALTER TABLE "post_revision" ALTER COLUMN "saved_at" SET NOT NULL, ALTER COLUMN "saved_at" SET DEFAULT CURRENT_TIMESTAMP;

CREATE FUNCTION post_revision_saved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.saved_at := NEW.created_at;
  RETURN NEW;
END $$;
CREATE TRIGGER post_revision_saved BEFORE INSERT ON post_revision FOR EACH ROW EXECUTE FUNCTION post_revision_saved();

-- Whether readers saw this text, or will at an hour that is named.
CREATE FUNCTION post_revision_was_shown(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM post WHERE published_revision_id = wanted) OR EXISTS (SELECT FROM publication WHERE revision_id = wanted);
END $$;

-- A revision is one saved text, for good, but for three things that no reader has ever seen: an autosave goes on for ten minutes in the
-- hands of whoever began it, losing at most 200 characters of what it held; it is kept for good by a button; and what only people who have
-- left ever saw can be emptied.
CREATE OR REPLACE FUNCTION post_revision_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  same_frame boolean := (OLD.id, OLD.post_id, OLD.format, OLD.excerpt, OLD.cover, OLD.created_at)
    IS NOT DISTINCT FROM (NEW.id, NEW.post_id, NEW.format, NEW.excerpt, NEW.cover, NEW.created_at);
  same_words boolean := (OLD.title, OLD.standfirst, OLD.source, OLD.content_answer, OLD.content_notes, OLD.saved_at, OLD.left_out)
    IS NOT DISTINCT FROM (NEW.title, NEW.standfirst, NEW.source, NEW.content_answer, NEW.content_notes, NEW.saved_at, NEW.left_out);
  same_look boolean := (OLD.html, OLD.text, OLD.headings, OLD.words) IS NOT DISTINCT FROM (NEW.html, NEW.text, NEW.headings, NEW.words);
BEGIN
  IF same_frame AND same_words AND OLD.reason = NEW.reason THEN
    IF NOT same_look AND NEW.renderer_version <= OLD.renderer_version THEN
      RAISE EXCEPTION 'only a newer renderer makes a text anew' USING ERRCODE = 'AW001';
    END IF;
    RETURN NEW;
  END IF;
  IF post_revision_was_shown(OLD.id) THEN
    RAISE EXCEPTION 'a post revision is never changed' USING ERRCODE = 'AW001';
  END IF;
  IF same_frame AND same_words AND same_look AND OLD.reason = 'autosave' AND NEW.reason = 'saved' THEN
    RETURN NEW;
  END IF;
  IF same_frame AND OLD.reason = NEW.reason AND OLD.reason IN ('autosave', 'aside') AND OLD.editor_id = NEW.editor_id
     AND NEW.saved_at >= OLD.saved_at AND NEW.saved_at < OLD.created_at + interval '10 minutes'
     AND NEW.left_out >= OLD.left_out AND NEW.left_out <= 200
     AND (OLD.reason = 'aside' OR EXISTS (SELECT FROM post WHERE id = OLD.post_id AND draft_revision_id = OLD.id)) THEN
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.post_id, NEW.format, NEW.created_at, NEW.reason) = (OLD.id, OLD.post_id, OLD.format, OLD.created_at, OLD.reason)
     AND (NEW.title, NEW.standfirst, NEW.excerpt, NEW.source, NEW.html, NEW.text, NEW.words) = ('', '', '', '', '', '', 0)
     AND NEW.cover IS NULL AND NEW.content_answer = 'unsaid' AND NEW.headings = '[]'
     AND NOT EXISTS (SELECT FROM authorship a JOIN person w ON w.id = a.person_id WHERE a.post_id = OLD.post_id AND w.deleted_at IS NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a post revision is never changed' USING ERRCODE = 'AW001';
END $$;

-- What an author saves every few seconds changes nothing that anybody else is shown.
DROP TRIGGER post_stale ON post;
CREATE TRIGGER post_stale_new AFTER INSERT ON post FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'id');
CREATE TRIGGER post_stale AFTER UPDATE ON post FOR EACH ROW
  WHEN ((to_jsonb(OLD) - '{draft_revision_id,draft_version,updated_at}'::text[]) IS DISTINCT FROM (to_jsonb(NEW) - '{draft_revision_id,draft_version,updated_at}'::text[]))
  EXECUTE FUNCTION notify_stale('post', 'id');
DROP TRIGGER post_revision_stale ON post_revision;
CREATE TRIGGER post_revision_stale AFTER UPDATE ON post_revision FOR EACH ROW
  WHEN (OLD.renderer_version <> NEW.renderer_version) EXECUTE FUNCTION notify_stale('post', 'post_id');
DROP TRIGGER post_search ON post_revision;
CREATE TRIGGER post_search AFTER UPDATE ON post_revision FOR EACH ROW
  WHEN (OLD.renderer_version <> NEW.renderer_version) EXECUTE FUNCTION post_search_of_revision();

CREATE INDEX "post_revision_editor_id_idx" ON "post_revision"("editor_id");
