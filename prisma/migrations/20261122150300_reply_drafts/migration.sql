-- Replies that somebody has begun, and those of strangers on their way through the door. Neither stands in any view.

CREATE TABLE "reply_draft" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "parent_id" UUID,
    "answers" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "aside" TEXT NOT NULL DEFAULT '',
    "aside_at" TIMESTAMPTZ(3),

    CONSTRAINT "reply_draft_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "carried_text" (
    "id" UUID NOT NULL,
    "holder" TEXT NOT NULL,
    "post_id" UUID NOT NULL,
    "parent_id" UUID,
    "answers" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "carried_text_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "reply_draft_person_id_answers_key" ON "reply_draft"("person_id", "answers");
CREATE INDEX "reply_draft_person_id_saved_at_idx" ON "reply_draft"("person_id", "saved_at");
CREATE INDEX "reply_draft_saved_at_idx" ON "reply_draft"("saved_at");
CREATE INDEX "reply_draft_post_id_idx" ON "reply_draft"("post_id");
CREATE INDEX "reply_draft_parent_id_idx" ON "reply_draft"("parent_id");
CREATE UNIQUE INDEX "carried_text_holder_answers_key" ON "carried_text"("holder", "answers");
CREATE INDEX "carried_text_expires_at_idx" ON "carried_text"("expires_at");

ALTER TABLE "reply_draft" ADD CONSTRAINT "reply_draft_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "reply_draft" ADD CONSTRAINT "reply_draft_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reply_draft" ADD CONSTRAINT "reply_draft_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Twice what a comment may have: a text that is too long is still kept, so that it can be made shorter. Set aside are two at most.
ALTER TABLE reply_draft
  ADD CONSTRAINT reply_draft_answers CHECK (answers = coalesce(parent_id, post_id)),
  ADD CONSTRAINT reply_draft_length CHECK (char_length(body) BETWEEN 1 AND 20000 AND char_length(aside) <= 40100),
  ADD CONSTRAINT reply_draft_aside CHECK ((aside = '') = (aside_at IS NULL));

-- 20,000 signs of four bytes, and what sealing adds.
ALTER TABLE carried_text
  ADD CONSTRAINT carried_text_answers CHECK (answers = coalesce(parent_id, post_id)),
  ADD CONSTRAINT carried_text_length CHECK (octet_length(sealed) <= 80100),
  ADD CONSTRAINT carried_text_short_life CHECK (expires_at <= at + interval '1 hour');
