-- What an import remembers of the blog that it came from, so that its pictures can be taken over later: from which hosts, which files there are
-- originals, which picture stood above which text, and what became of each.

CREATE TABLE "import_site" (
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "blog_url" TEXT NOT NULL,
    "hosts" TEXT[] NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_site_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "import_picture" (
    "address" TEXT NOT NULL,
    "listed" BOOLEAN NOT NULL DEFAULT false,
    "media" TEXT,
    "trouble" TEXT NOT NULL DEFAULT '',
    "tried_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_picture_pkey" PRIMARY KEY ("address")
);

CREATE TABLE "import_cover" (
    "post_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "alt" TEXT NOT NULL,
    "caption" TEXT NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_cover_pkey" PRIMARY KEY ("post_id")
);

CREATE INDEX "import_picture_media_idx" ON "import_picture"("media");

-- A picture that no text has used for long goes like every other, and can be taken over once more.
ALTER TABLE "import_picture" ADD CONSTRAINT "import_picture_media_fkey" FOREIGN KEY ("media") REFERENCES "media"("name") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "import_cover" ADD CONSTRAINT "import_cover_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A text is as new as the moment since which readers see it; but where only its pictures moved, it is as new as the last one that somebody wrote here.
CREATE OR REPLACE VIEW published_post AS
SELECT p.id, p.slug, p.kind,
  p.kind = 'essay' AND p.state <> 'unlisted' AS listed,
  coalesce(p.published_at, p.publish_at) AS published_at,
  greatest(coalesce(p.published_at, p.publish_at),
    CASE WHEN r.reason = 'imported'
      THEN (SELECT max(s.from_at) FROM publication s JOIN post_revision q ON q.id = s.revision_id WHERE s.post_id = p.id AND q.reason <> 'imported' AND s.from_at <= now())
      ELSE (SELECT min(s.from_at) FROM publication s WHERE s.post_id = p.id AND s.revision_id = r.id) END,
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
