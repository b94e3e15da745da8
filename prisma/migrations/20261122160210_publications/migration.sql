-- Which text of a post readers saw, from when until when. Nothing that publishes has to remember it: a trigger does.

CREATE TABLE "publication" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3),

    CONSTRAINT "publication_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "publication_post_id_from_at_idx" ON "publication"("post_id", "from_at");
CREATE INDEX "publication_revision_id_idx" ON "publication"("revision_id");

-- What readers saw stays as long as the post does.
ALTER TABLE "publication" ADD CONSTRAINT "publication_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "publication" ADD CONSTRAINT "publication_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "post_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE UNIQUE INDEX publication_one_running ON publication (post_id) WHERE until_at IS NULL;
ALTER TABLE publication ADD CONSTRAINT publication_ends_after CHECK (until_at >= from_at);

-- A text that was to appear, and was taken back before its minute, was never seen.
CREATE FUNCTION publication_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  present timestamptz := date_trunc('milliseconds', clock_timestamp());
  shown boolean := NEW.password_hash IS NULL AND NEW.published_revision_id IS NOT NULL AND NEW.state IN ('published', 'unlisted', 'scheduled');
  begins timestamptz := CASE WHEN NEW.state = 'scheduled' THEN NEW.publish_at ELSE least(NEW.published_at, present) END;
  running publication;
BEGIN
  SELECT * INTO running FROM publication WHERE post_id = NEW.id AND until_at IS NULL;
  IF shown AND running.revision_id = NEW.published_revision_id
     AND (running.from_at = begins OR (running.from_at <= present AND (NEW.state <> 'scheduled' OR NEW.publish_at <= present))) THEN
    RETURN NULL;
  END IF;
  DELETE FROM publication WHERE id = running.id AND from_at > present;
  UPDATE publication SET until_at = present WHERE id = running.id;
  IF shown THEN
    IF EXISTS (SELECT FROM publication WHERE post_id = NEW.id) THEN begins := greatest(begins, present); END IF;
    INSERT INTO publication (id, post_id, revision_id, from_at) VALUES (gen_random_uuid(), NEW.id, NEW.published_revision_id, begins);
  END IF;
  RETURN NULL;
END $$;

INSERT INTO publication (id, post_id, revision_id, from_at)
SELECT gen_random_uuid(), p.id, r.id, greatest(CASE WHEN p.state = 'scheduled' THEN p.publish_at ELSE p.published_at END, r.created_at)
FROM post p JOIN post_revision r ON r.id = p.published_revision_id
WHERE p.password_hash IS NULL AND p.state IN ('published', 'unlisted', 'scheduled');

CREATE TRIGGER publication_follow AFTER INSERT OR UPDATE OF state, published_revision_id, publish_at, published_at, password_hash ON post
  FOR EACH ROW EXECUTE FUNCTION publication_follow();

-- A text is as new as the moment since which readers see it: it may have been written long before.
CREATE OR REPLACE VIEW published_post AS
SELECT p.id, p.slug, p.kind,
  p.kind = 'essay' AND p.state <> 'unlisted' AS listed,
  coalesce(p.published_at, p.publish_at) AS published_at,
  greatest(coalesce(p.published_at, p.publish_at), (SELECT min(s.from_at) FROM publication s WHERE s.post_id = p.id AND s.revision_id = r.id),
    (SELECT max(n.at) FROM update_note n WHERE n.post_id = p.id AND n.at <= now())) AS updated_at,
  r.id AS revision_id, r.title, r.standfirst, r.excerpt, r.html, r.text, r.headings, r.content_notes, r.words,
  p.lang, p.canonical_url, p.comments_mode,
  t.published_count AS comment_count, t.shown_top_level AS top_level_count,
  r.cover, r.content_answer, p.history_shown, p.commenters,
  coalesce(p.published_at, p.publish_at) + make_interval(days => p.comments_close_after_days) AS comments_close_at,
  p.comments_every_seconds, p.comment_guidelines_html
FROM post p
JOIN post_revision r ON r.id = p.published_revision_id
JOIN thread t ON t.post_id = p.id
WHERE p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()));

-- What readers have seen of posts that they may see now, where the author shows what a text said before.
CREATE VIEW published_revision AS
SELECT n.id, n.post_id, n.revision_id, n.from_at, n.until_at, r.title, r.standfirst, r.html, r.text, r.headings, r.words, r.content_answer, r.content_notes
FROM publication n JOIN published_post p ON p.id = n.post_id JOIN post_revision r ON r.id = n.revision_id
WHERE p.history_shown AND n.from_at <= now();

REVOKE EXECUTE ON FUNCTION publication_follow() FROM PUBLIC;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_revision TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
