-- Small texts beside the essays are made anew by a newer renderer as well: which one made all texts of a kind last.
CREATE TABLE "made_anew" (
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "made_anew_pkey" PRIMARY KEY ("kind")
);

-- Stale texts are walked through in the order of their ids.
CREATE INDEX "post_revision_renderer_version_id_idx" ON "post_revision"("renderer_version", "id");

-- A page changes with a text that readers may see, and with no other.
CREATE FUNCTION post_revision_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF post_revision_was_shown(NEW.id) THEN
    PERFORM pg_notify('afterword_stale', 'post:' || NEW.post_id);
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER post_revision_stale ON post_revision;
CREATE TRIGGER post_revision_stale AFTER UPDATE ON post_revision FOR EACH ROW
  WHEN (OLD.renderer_version <> NEW.renderer_version) EXECUTE FUNCTION post_revision_stale();

-- What a text is noted for follows from what its author answered, whoever empties it.
DROP TRIGGER post_revision_topics ON post_revision;
CREATE TRIGGER post_revision_topics BEFORE INSERT OR UPDATE OF content_answer, content_notes, content_topics ON post_revision
  FOR EACH ROW EXECUTE FUNCTION post_revision_topics();
UPDATE post_revision SET content_topics = '{}' WHERE content_topics <> '{}' AND content_topics IS DISTINCT FROM content_topics(content_answer, content_notes);

-- What only people who have left ever saw is emptied when they leave; who left before that was so is no other.
UPDATE post_revision r SET title = '', standfirst = '', excerpt = '', source = '', html = '', text = '', words = 0, headings = '[]', cover = NULL,
  content_answer = 'unsaid', content_notes = NULL
FROM post p
WHERE p.id = r.post_id AND p.kind = 'essay' AND (r.title, r.standfirst, r.source) <> ('', '', '') AND NOT post_revision_was_shown(r.id)
  AND EXISTS (SELECT FROM authorship a JOIN person w ON w.id = a.person_id WHERE a.post_id = p.id AND w.deleted_at IS NOT NULL)
  AND NOT EXISTS (SELECT FROM authorship a JOIN person w ON w.id = a.person_id WHERE a.post_id = p.id AND w.deleted_at IS NULL);

-- A note on an essay may show an image, as an essay may.
CREATE TRIGGER media_note_uses AFTER INSERT OR DELETE OR UPDATE OF body, html ON update_note
  FOR EACH ROW EXECUTE FUNCTION media_note_uses('body', 'html');
UPDATE update_note SET html = html WHERE html LIKE '%/media/%';

CREATE OR REPLACE VIEW published_media AS
SELECT m.name FROM media m
WHERE m.kept_at IS NOT NULL AND m.gone_at IS NULL AND EXISTS (
  SELECT FROM media_use u WHERE u.name = m.name AND CASE u.used_by
    WHEN 'post_revision' THEN EXISTS (SELECT FROM published_post p WHERE p.revision_id = u.used_id)
      OR EXISTS (SELECT FROM published_revision r WHERE r.revision_id = u.used_id)
    WHEN 'house_text' THEN EXISTS (SELECT FROM house_text h WHERE h.id = u.used_id
      AND NOT EXISTS (SELECT FROM house_text n WHERE n.page = h.page AND (n.created_at, n.id) > (h.created_at, h.id)))
    WHEN 'series' THEN EXISTS (SELECT FROM published_series s WHERE s.id = u.used_id)
    WHEN 'update_note' THEN EXISTS (SELECT FROM published_update_note n WHERE n.id = u.used_id AND n.taken_back_at IS NULL)
    ELSE false END);

REVOKE EXECUTE ON FUNCTION post_revision_stale() FROM PUBLIC;
