-- CreateEnum
CREATE TYPE "notice_rhythm" AS ENUM ('at_once', 'hourly', 'daily', 'off');

-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "headers" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "html" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "mail_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "post_id" UUID;

-- CreateTable
CREATE TABLE "follow" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "post_id" UUID,
    "comment_id" UUID,
    "author_id" UUID,
    "wanted" BOOLEAN NOT NULL,
    "previous" BOOLEAN,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mute" (
    "person_id" UUID NOT NULL,
    "muted_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mute_pkey" PRIMARY KEY ("person_id","muted_id")
);

-- CreateTable
CREATE TABLE "notice_setting" (
    "person_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "rhythm" "notice_rhythm" NOT NULL,
    "previous" "notice_rhythm",

    CONSTRAINT "notice_setting_pkey" PRIMARY KEY ("person_id","topic")
);

-- CreateIndex
CREATE INDEX "follow_post_id_idx" ON "follow"("post_id");

-- CreateIndex
CREATE INDEX "follow_comment_id_idx" ON "follow"("comment_id");

-- CreateIndex
CREATE INDEX "follow_author_id_idx" ON "follow"("author_id");

-- CreateIndex
CREATE UNIQUE INDEX "follow_person_id_post_id_key" ON "follow"("person_id", "post_id");

-- CreateIndex
CREATE UNIQUE INDEX "follow_person_id_comment_id_key" ON "follow"("person_id", "comment_id");

-- CreateIndex
CREATE UNIQUE INDEX "follow_person_id_author_id_key" ON "follow"("person_id", "author_id");

-- CreateIndex
CREATE INDEX "mute_muted_id_idx" ON "mute"("muted_id");

-- CreateIndex
CREATE INDEX "notice_comment_id_idx" ON "notice"("comment_id");

-- CreateIndex
CREATE INDEX "notice_post_id_idx" ON "notice"("post_id");

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow" ADD CONSTRAINT "follow_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow" ADD CONSTRAINT "follow_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow" ADD CONSTRAINT "follow_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow" ADD CONSTRAINT "follow_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mute" ADD CONSTRAINT "mute_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mute" ADD CONSTRAINT "mute_muted_id_fkey" FOREIGN KEY ("muted_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_setting" ADD CONSTRAINT "notice_setting_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One thing at a time is followed, and nobody follows or mutes themselves.
ALTER TABLE follow
  ADD CONSTRAINT follow_one_thing CHECK (num_nonnulls(post_id, comment_id, author_id) = 1),
  ADD CONSTRAINT follow_somebody_else CHECK (person_id <> author_id);
ALTER TABLE mute ADD CONSTRAINT mute_somebody_else CHECK (person_id <> muted_id);

-- Nobody is told twice of one comment or one essay, whatever is undone, hidden and restored afterwards.
CREATE UNIQUE INDEX notice_once_a_comment ON notice (person_id, comment_id) WHERE kind IN ('reply', 'mention', 'branch', 'thread');
CREATE UNIQUE INDEX notice_once_a_post ON notice (person_id, post_id) WHERE kind = 'post';
