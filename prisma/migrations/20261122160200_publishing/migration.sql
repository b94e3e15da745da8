-- Drafts that are shown by a secret link, and posts that are read by whoever knows their password.

ALTER TABLE "post" ADD COLUMN "password_since" TIMESTAMPTZ(3);

-- Whoever knows the password reads what was published for them, never the draft. The views know nothing of such posts, now as before.
ALTER TABLE post ADD CONSTRAINT post_password_opens_text
  CHECK (password_since IS NULL OR (password_hash IS NOT NULL AND published_revision_id IS NOT NULL));

CREATE TABLE "draft_link" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "made_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "draft_link_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "draft_link_post_id_idx" ON "draft_link"("post_id");
CREATE INDEX "draft_link_made_by_id_idx" ON "draft_link"("made_by_id");

ALTER TABLE "draft_link" ADD CONSTRAINT "draft_link_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "draft_link" ADD CONSTRAINT "draft_link_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
