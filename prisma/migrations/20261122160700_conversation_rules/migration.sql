-- What an author settles about the conversation under an essay: it ends by itself after so many days, and some replies are pointed to.

CREATE TABLE "featured_comment" (
    "comment_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "featured_by_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "featured_comment_pkey" PRIMARY KEY ("comment_id")
);

CREATE INDEX "featured_comment_post_id_at_idx" ON "featured_comment"("post_id", "at");
CREATE INDEX "featured_comment_featured_by_id_idx" ON "featured_comment"("featured_by_id");

-- A reply is pointed to under its own essay.
ALTER TABLE "featured_comment" ADD CONSTRAINT "featured_comment_comment_id_post_id_fkey" FOREIGN KEY ("comment_id", "post_id") REFERENCES "comment"("id", "post_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "featured_comment" ADD CONSTRAINT "featured_comment_featured_by_id_fkey" FOREIGN KEY ("featured_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What is not public any more is pointed to no more; when it comes back, it is.
CREATE VIEW published_featured_comment AS
SELECT f.comment_id, f.post_id, f.at FROM featured_comment f JOIN published_comment c ON c.id = f.comment_id WHERE NOT c.tombstone;

CREATE TRIGGER featured_comment_stale AFTER INSERT OR UPDATE OR DELETE ON featured_comment FOR EACH ROW EXECUTE FUNCTION notify_stale('post', 'post_id');

-- The hour at which a conversation ends is part of the question, so it ends whether or not anything runs.
CREATE OR REPLACE VIEW published_post AS
SELECT p.id, p.slug, p.kind,
  p.kind = 'essay' AND p.state <> 'unlisted' AS listed,
  coalesce(p.published_at, p.publish_at) AS published_at,
  greatest(coalesce(p.published_at, p.publish_at), (SELECT min(s.from_at) FROM publication s WHERE s.post_id = p.id AND s.revision_id = r.id),
    (SELECT max(n.at) FROM update_note n WHERE n.post_id = p.id AND n.at <= now())) AS updated_at,
  r.id AS revision_id, r.title, r.standfirst, r.excerpt, r.html, r.text, r.headings, r.content_notes, r.words,
  p.lang, p.canonical_url,
  CASE WHEN coalesce(p.published_at, p.publish_at) + make_interval(days => p.comments_close_after_days) <= now() THEN 'closed'::comments_mode
    ELSE p.comments_mode END AS comments_mode,
  t.published_count AS comment_count, t.shown_top_level AS top_level_count,
  r.cover, r.content_answer, p.history_shown, p.commenters,
  coalesce(p.published_at, p.publish_at) + make_interval(days => p.comments_close_after_days) AS comments_close_at,
  p.comments_every_seconds, p.comment_guidelines_html
FROM post p
JOIN post_revision r ON r.id = p.published_revision_id
JOIN thread t ON t.post_id = p.id
WHERE p.password_hash IS NULL
  AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()));

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_featured_comment TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
