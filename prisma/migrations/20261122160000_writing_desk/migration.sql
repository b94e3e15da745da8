-- What an author settles about an essay beside its text: its cover, what a reader may want to know before it, who may answer below
-- it and how, and whether its history can be read.

CREATE TYPE "content_answer" AS ENUM ('unsaid', 'notes', 'none', 'withheld');
CREATE TYPE "commenters" AS ENUM ('anyone', 'known');

ALTER TABLE "post"
  ADD COLUMN "time_zone" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "history_shown" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "commenters" "commenters" NOT NULL DEFAULT 'anyone',
  ADD COLUMN "comments_close_after_days" INTEGER,
  ADD COLUMN "comments_every_seconds" INTEGER,
  ADD COLUMN "comment_guidelines" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "comment_guidelines_html" TEXT NOT NULL DEFAULT '';

ALTER TABLE "post_revision"
  ADD COLUMN "cover" JSONB,
  ADD COLUMN "content_answer" "content_answer" NOT NULL DEFAULT 'unsaid';

-- Until now an empty list said that there is nothing to name.
UPDATE post_revision SET content_answer = CASE WHEN content_notes = '[]' THEN 'none' ELSE 'notes' END::content_answer WHERE content_notes IS NOT NULL;

ALTER TABLE post
  ADD CONSTRAINT post_closes_after CHECK (comments_close_after_days BETWEEN 1 AND 3650),
  ADD CONSTRAINT post_slow CHECK (comments_every_seconds BETWEEN 60 AND 604800);
ALTER TABLE post_revision
  ADD CONSTRAINT post_revision_names_topics CHECK ((content_answer = 'notes') = (jsonb_array_length(coalesce(content_notes, '[]')) > 0));

CREATE OR REPLACE FUNCTION post_revision_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.post_id, OLD.title, OLD.standfirst, OLD.excerpt, OLD.source, OLD.format, OLD.cover, OLD.content_answer, OLD.content_notes,
      OLD.reason, OLD.created_at)
     IS DISTINCT FROM
     (NEW.id, NEW.post_id, NEW.title, NEW.standfirst, NEW.excerpt, NEW.source, NEW.format, NEW.cover, NEW.content_answer, NEW.content_notes,
      NEW.reason, NEW.created_at) THEN
    RAISE EXCEPTION 'a post revision is never changed' USING ERRCODE = 'AW001';
  END IF;
  IF (OLD.html, OLD.text, OLD.headings, OLD.words) IS DISTINCT FROM (NEW.html, NEW.text, NEW.headings, NEW.words)
     AND NEW.renderer_version <= OLD.renderer_version THEN
    RAISE EXCEPTION 'only a newer renderer makes a text anew' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE VIEW published_post AS
SELECT p.id, p.slug, p.kind,
  p.kind = 'essay' AND p.state <> 'unlisted' AS listed,
  coalesce(p.published_at, p.publish_at) AS published_at,
  greatest(coalesce(p.published_at, p.publish_at), r.created_at, (SELECT max(n.at) FROM update_note n WHERE n.post_id = p.id AND n.at <= now())) AS updated_at,
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
