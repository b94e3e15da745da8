-- CreateEnum
CREATE TYPE "role" AS ENUM ('reader', 'author', 'moderator', 'administrator');

-- CreateEnum
CREATE TYPE "mail_link_purpose" AS ENUM ('sign_in', 'verify_address');

-- CreateEnum
CREATE TYPE "post_kind" AS ENUM ('essay', 'page');

-- CreateEnum
CREATE TYPE "post_state" AS ENUM ('draft', 'scheduled', 'published', 'unlisted', 'archived');

-- CreateEnum
CREATE TYPE "comments_mode" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "text_format" AS ENUM ('markdown', 'html');

-- CreateEnum
CREATE TYPE "revision_reason" AS ENUM ('autosave', 'saved', 'published', 'restored', 'imported', 'submitted', 'edited', 'resubmitted');

-- CreateEnum
CREATE TYPE "update_note_kind" AS ENUM ('update', 'correction', 'clarification', 'retraction');

-- CreateEnum
CREATE TYPE "tag_kind" AS ENUM ('tag', 'category');

-- CreateEnum
CREATE TYPE "redirect_source" AS ENUM ('slug', 'import', 'manual', 'merge');

-- CreateEnum
CREATE TYPE "ping_kind" AS ENUM ('pingback', 'trackback');

-- CreateEnum
CREATE TYPE "comment_state" AS ENUM ('held', 'published', 'returned', 'rejected', 'hidden', 'withdrawn');

-- CreateEnum
CREATE TYPE "comment_origin" AS ENUM ('site', 'import');

-- CreateEnum
CREATE TYPE "review_kind" AS ENUM ('comment', 'comment_edit', 'report', 'appeal', 'proposal', 'guest_post');

-- CreateEnum
CREATE TYPE "review_state" AS ENUM ('waiting', 'decided', 'closed');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('note', 'hold', 'refuse');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "skeleton" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "password_hash" TEXT,
    "role" "role" NOT NULL DEFAULT 'reader',
    "pronouns" TEXT NOT NULL DEFAULT '',
    "biography" TEXT NOT NULL DEFAULT '',
    "biography_html" TEXT NOT NULL DEFAULT '',
    "website" TEXT NOT NULL DEFAULT '',
    "suspended_at" TIMESTAMPTZ(3),
    "suspended_until" TIMESTAMPTZ(3),
    "suspension_reason" TEXT NOT NULL DEFAULT '',
    "import_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "mail_link" (
    "id" TEXT NOT NULL,
    "purpose" "mail_link_purpose" NOT NULL,
    "email" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "post" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "post_kind" NOT NULL DEFAULT 'essay',
    "state" "post_state" NOT NULL DEFAULT 'draft',
    "publish_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "published_revision_id" UUID,
    "draft_revision_id" UUID,
    "comments_mode" "comments_mode" NOT NULL DEFAULT 'open',
    "lang" TEXT NOT NULL DEFAULT 'en',
    "canonical_url" TEXT NOT NULL DEFAULT '',
    "password_hash" TEXT,
    "import_key" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_revision" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "standfirst" TEXT NOT NULL DEFAULT '',
    "excerpt" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL,
    "format" "text_format" NOT NULL DEFAULT 'markdown',
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "headings" JSONB NOT NULL DEFAULT '[]',
    "content_notes" JSONB,
    "words" INTEGER NOT NULL DEFAULT 0,
    "renderer_version" INTEGER NOT NULL,
    "reason" "revision_reason" NOT NULL,
    "editor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "post_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "authorship" (
    "post_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "authorship_pkey" PRIMARY KEY ("post_id","person_id")
);

-- CreateTable
CREATE TABLE "update_note" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "kind" "update_note_kind" NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "update_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "tag_kind" NOT NULL DEFAULT 'tag',
    "description" TEXT NOT NULL DEFAULT '',
    "parent_id" UUID,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_tag" (
    "post_id" UUID NOT NULL,
    "tag_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "post_tag_pkey" PRIMARY KEY ("post_id","tag_id")
);

-- CreateTable
CREATE TABLE "redirect" (
    "from_path" TEXT NOT NULL,
    "post_id" UUID NOT NULL,
    "source" "redirect_source" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "redirect_pkey" PRIMARY KEY ("from_path")
);

-- CreateTable
CREATE TABLE "ping" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "kind" "ping_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "approved" BOOLEAN NOT NULL,
    "import_key" TEXT,

    CONSTRAINT "ping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread" (
    "post_id" UUID NOT NULL,
    "next_ordinal" INTEGER NOT NULL DEFAULT 1,
    "published_count" INTEGER NOT NULL DEFAULT 0,
    "shown_top_level" INTEGER NOT NULL DEFAULT 0,
    "last_published_at" TIMESTAMPTZ(3),

    CONSTRAINT "thread_pkey" PRIMARY KEY ("post_id")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "parent_id" UUID,
    "root_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'::uuid,
    "path" BYTEA NOT NULL DEFAULT decode(''::text, 'hex'::text),
    "depth" INTEGER NOT NULL DEFAULT 0,
    "ordinal" INTEGER NOT NULL DEFAULT 0,
    "next_child_ordinal" INTEGER NOT NULL DEFAULT 1,
    "state" "comment_state" NOT NULL DEFAULT 'held',
    "shown" BOOLEAN NOT NULL DEFAULT false,
    "number" INTEGER,
    "author_id" UUID,
    "guest_id" UUID,
    "current_revision_id" UUID,
    "approved_revision_id" UUID,
    "approved_digest" BYTEA,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "origin" "comment_origin" NOT NULL DEFAULT 'site',
    "idempotency_key" TEXT,
    "import_key" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment_revision" (
    "id" UUID NOT NULL,
    "comment_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "format" "text_format" NOT NULL DEFAULT 'markdown',
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "renderer_version" INTEGER NOT NULL,
    "digest" BYTEA NOT NULL DEFAULT decode(''::text, 'hex'::text),
    "reason" "revision_reason" NOT NULL,
    "editor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comment_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guest" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "website" TEXT NOT NULL DEFAULT '',
    "import_key" TEXT,
    "person_id" UUID,

    CONSTRAINT "guest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_item" (
    "id" UUID NOT NULL,
    "kind" "review_kind" NOT NULL,
    "state" "review_state" NOT NULL DEFAULT 'waiting',
    "version" INTEGER NOT NULL DEFAULT 1,
    "post_id" UUID NOT NULL,
    "comment_id" UUID,
    "comment_revision_id" UUID,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding" (
    "id" UUID NOT NULL,
    "review_item_id" UUID NOT NULL,
    "revision_id" UUID,
    "rule" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "message" TEXT NOT NULL,
    "matches" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "review_item_id" UUID NOT NULL,
    "item_version" INTEGER NOT NULL,
    "comment_revision_id" UUID,
    "action" TEXT NOT NULL,
    "from_state" "comment_state",
    "to_state" "comment_state",
    "reason_code" TEXT NOT NULL DEFAULT '',
    "reason_note" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undoes_id" UUID,
    "before" JSONB NOT NULL DEFAULT '{}',
    "previous_hash" BYTEA NOT NULL DEFAULT decode(''::text, 'hex'::text),
    "hash" BYTEA NOT NULL DEFAULT decode(''::text, 'hex'::text),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "command" TEXT NOT NULL,
    "person_id" UUID,
    "subject_type" TEXT NOT NULL DEFAULT '',
    "subject_id" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_handle_key" ON "person"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "person_skeleton_key" ON "person"("skeleton");

-- CreateIndex
CREATE UNIQUE INDEX "person_import_key_key" ON "person"("import_key");

-- CreateIndex
CREATE INDEX "person_email_idx" ON "person"("email");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "mail_link_person_id_idx" ON "mail_link"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_digest_key" ON "api_token"("digest");

-- CreateIndex
CREATE INDEX "api_token_person_id_idx" ON "api_token"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "post_slug_key" ON "post"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "post_published_revision_id_key" ON "post"("published_revision_id");

-- CreateIndex
CREATE UNIQUE INDEX "post_draft_revision_id_key" ON "post"("draft_revision_id");

-- CreateIndex
CREATE UNIQUE INDEX "post_import_key_key" ON "post"("import_key");

-- CreateIndex
CREATE INDEX "post_published_at_idx" ON "post"("published_at");

-- CreateIndex
CREATE INDEX "post_revision_post_id_created_at_idx" ON "post_revision"("post_id", "created_at");

-- CreateIndex
CREATE INDEX "authorship_person_id_idx" ON "authorship"("person_id");

-- CreateIndex
CREATE INDEX "update_note_post_id_at_idx" ON "update_note"("post_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "tag_slug_key" ON "tag"("slug");

-- CreateIndex
CREATE INDEX "tag_parent_id_idx" ON "tag"("parent_id");

-- CreateIndex
CREATE INDEX "post_tag_tag_id_idx" ON "post_tag"("tag_id");

-- CreateIndex
CREATE INDEX "redirect_post_id_idx" ON "redirect"("post_id");

-- CreateIndex
CREATE UNIQUE INDEX "ping_import_key_key" ON "ping"("import_key");

-- CreateIndex
CREATE INDEX "ping_post_id_idx" ON "ping"("post_id");

-- CreateIndex
CREATE UNIQUE INDEX "comment_current_revision_id_key" ON "comment"("current_revision_id");

-- CreateIndex
CREATE UNIQUE INDEX "comment_import_key_key" ON "comment"("import_key");

-- CreateIndex
CREATE INDEX "comment_parent_id_idx" ON "comment"("parent_id");

-- CreateIndex
CREATE INDEX "comment_author_id_submitted_at_idx" ON "comment"("author_id", "submitted_at");

-- CreateIndex
CREATE UNIQUE INDEX "comment_id_post_id_key" ON "comment"("id", "post_id");

-- CreateIndex
CREATE UNIQUE INDEX "comment_post_id_path_key" ON "comment"("post_id", "path");

-- CreateIndex
CREATE UNIQUE INDEX "comment_author_id_idempotency_key_key" ON "comment"("author_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "comment_revision_comment_id_created_at_idx" ON "comment_revision"("comment_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "comment_revision_id_digest_key" ON "comment_revision"("id", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "guest_import_key_key" ON "guest"("import_key");

-- CreateIndex
CREATE INDEX "guest_person_id_idx" ON "guest"("person_id");

-- CreateIndex
CREATE INDEX "review_item_comment_id_idx" ON "review_item"("comment_id");

-- CreateIndex
CREATE INDEX "review_item_post_id_idx" ON "review_item"("post_id");

-- CreateIndex
CREATE INDEX "finding_review_item_id_idx" ON "finding"("review_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_seq_key" ON "decision"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "decision_undoes_id_key" ON "decision"("undoes_id");

-- CreateIndex
CREATE INDEX "decision_review_item_id_idx" ON "decision"("review_item_id");

-- CreateIndex
CREATE INDEX "decision_at_idx" ON "decision"("at");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE INDEX "audit_event_person_id_at_idx" ON "audit_event"("person_id", "at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_link" ADD CONSTRAINT "mail_link_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_published_revision_id_fkey" FOREIGN KEY ("published_revision_id") REFERENCES "post_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_draft_revision_id_fkey" FOREIGN KEY ("draft_revision_id") REFERENCES "post_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_revision" ADD CONSTRAINT "post_revision_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_revision" ADD CONSTRAINT "post_revision_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorship" ADD CONSTRAINT "authorship_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorship" ADD CONSTRAINT "authorship_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "update_note" ADD CONSTRAINT "update_note_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag" ADD CONSTRAINT "tag_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "tag"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_tag" ADD CONSTRAINT "post_tag_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_tag" ADD CONSTRAINT "post_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redirect" ADD CONSTRAINT "redirect_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ping" ADD CONSTRAINT "ping_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_parent_id_post_id_fkey" FOREIGN KEY ("parent_id", "post_id") REFERENCES "comment"("id", "post_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_guest_id_fkey" FOREIGN KEY ("guest_id") REFERENCES "guest"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_current_revision_id_fkey" FOREIGN KEY ("current_revision_id") REFERENCES "comment_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_approved_revision_id_approved_digest_fkey" FOREIGN KEY ("approved_revision_id", "approved_digest") REFERENCES "comment_revision"("id", "digest") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "comment_revision" ADD CONSTRAINT "comment_revision_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_revision" ADD CONSTRAINT "comment_revision_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guest" ADD CONSTRAINT "guest_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_comment_revision_id_fkey" FOREIGN KEY ("comment_revision_id") REFERENCES "comment_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_review_item_id_fkey" FOREIGN KEY ("review_item_id") REFERENCES "review_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_review_item_id_fkey" FOREIGN KEY ("review_item_id") REFERENCES "review_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_comment_revision_id_fkey" FOREIGN KEY ("comment_revision_id") REFERENCES "comment_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_undoes_id_fkey" FOREIGN KEY ("undoes_id") REFERENCES "decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;
