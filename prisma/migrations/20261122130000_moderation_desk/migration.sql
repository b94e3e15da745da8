-- CreateEnum
CREATE TYPE "measure_kind" AS ENUM ('note', 'held', 'slow', 'suspended', 'banned');

-- CreateEnum
CREATE TYPE "bulk_item_state" AS ENUM ('pending', 'done', 'skipped');

-- CreateEnum
CREATE TYPE "rule_state" AS ENUM ('draft', 'on', 'off');

-- AlterEnum
ALTER TYPE "review_kind" ADD VALUE 'second_look';

-- DropForeignKey
ALTER TABLE "decision" DROP CONSTRAINT "decision_by_id_fkey";

-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "passage" TEXT NOT NULL DEFAULT '',
ALTER COLUMN "by_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "finding" ADD COLUMN     "rule_id" UUID;

-- AlterTable
ALTER TABLE "review_item" ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "decision_id" UUID,
ADD COLUMN     "guest_id" UUID,
ADD COLUMN     "held_by" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "link_hosts" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "opened_by_id" UUID,
ADD COLUMN     "person_id" UUID;

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "review_item_id" UUID NOT NULL,
    "reporter_id" UUID,
    "reason_code" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_message" (
    "id" UUID NOT NULL,
    "review_item_id" UUID NOT NULL,
    "by_id" UUID,
    "body" TEXT NOT NULL,
    "team_only" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blind_reading" (
    "id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "reader_id" UUID NOT NULL,
    "verdict" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "blind_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "measure" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "measure_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "every_seconds" INTEGER,
    "by_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by_id" UUID,
    "lift_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "comment_id" UUID,
    "decision_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "mailed_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "presence" (
    "tab" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "review_item_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "yielded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("person_id","tab")
);

-- CreateTable
CREATE TABLE "bulk" (
    "id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL DEFAULT '',
    "reason_note" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "undoes_id" UUID,

    CONSTRAINT "bulk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_item" (
    "bulk_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "review_item_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" "bulk_item_state" NOT NULL DEFAULT 'pending',
    "decision_id" UUID,
    "why" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "bulk_item_pkey" PRIMARY KEY ("bulk_id","position")
);

-- CreateTable
CREATE TABLE "rule" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "severity" "severity" NOT NULL DEFAULT 'hold',
    "state" "rule_state" NOT NULL DEFAULT 'draft',
    "author_id" UUID,
    "post_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rehearsal" (
    "id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "total" INTEGER NOT NULL,
    "examined" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB NOT NULL DEFAULT '{}',
    "finished_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "rehearsal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "report_reporter_id_idx" ON "report"("reporter_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_review_item_id_reporter_id_key" ON "report"("review_item_id", "reporter_id");

-- CreateIndex
CREATE INDEX "case_message_review_item_id_at_idx" ON "case_message"("review_item_id", "at");

-- CreateIndex
CREATE INDEX "blind_reading_read_at_idx" ON "blind_reading"("read_at");

-- CreateIndex
CREATE UNIQUE INDEX "blind_reading_decision_id_reader_id_key" ON "blind_reading"("decision_id", "reader_id");

-- CreateIndex
CREATE INDEX "measure_person_id_at_idx" ON "measure"("person_id", "at");

-- CreateIndex
CREATE INDEX "notice_person_id_due_at_idx" ON "notice"("person_id", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "notice_person_id_kind_decision_id_key" ON "notice"("person_id", "kind", "decision_id");

-- CreateIndex
CREATE INDEX "presence_review_item_id_idx" ON "presence"("review_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "bulk_undoes_id_key" ON "bulk"("undoes_id");

-- CreateIndex
CREATE INDEX "bulk_by_id_at_idx" ON "bulk"("by_id", "at");

-- CreateIndex
CREATE INDEX "bulk_item_review_item_id_idx" ON "bulk_item"("review_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "bulk_item_bulk_id_review_item_id_key" ON "bulk_item"("bulk_id", "review_item_id");

-- CreateIndex
CREATE INDEX "rule_state_idx" ON "rule"("state");

-- CreateIndex
CREATE INDEX "rehearsal_rule_id_at_idx" ON "rehearsal"("rule_id", "at");

-- CreateIndex
CREATE INDEX "decision_comment_revision_id_idx" ON "decision"("comment_revision_id");

-- CreateIndex
CREATE INDEX "decision_by_id_at_idx" ON "decision"("by_id", "at");

-- CreateIndex
CREATE INDEX "finding_rule_id_idx" ON "finding"("rule_id");

-- CreateIndex
CREATE INDEX "review_item_comment_revision_id_idx" ON "review_item"("comment_revision_id");

-- CreateIndex
CREATE INDEX "review_item_changed_at_idx" ON "review_item"("changed_at");

-- CreateIndex
CREATE UNIQUE INDEX "review_item_decision_id_kind_key" ON "review_item"("decision_id", "kind");

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_guest_id_fkey" FOREIGN KEY ("guest_id") REFERENCES "guest"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_opened_by_id_fkey" FOREIGN KEY ("opened_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_review_item_id_fkey" FOREIGN KEY ("review_item_id") REFERENCES "review_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_message" ADD CONSTRAINT "case_message_review_item_id_fkey" FOREIGN KEY ("review_item_id") REFERENCES "review_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_message" ADD CONSTRAINT "case_message_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_reading" ADD CONSTRAINT "blind_reading_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_reading" ADD CONSTRAINT "blind_reading_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_lifted_by_id_fkey" FOREIGN KEY ("lifted_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_review_item_id_fkey" FOREIGN KEY ("review_item_id") REFERENCES "review_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk" ADD CONSTRAINT "bulk_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk" ADD CONSTRAINT "bulk_undoes_id_fkey" FOREIGN KEY ("undoes_id") REFERENCES "bulk"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_item" ADD CONSTRAINT "bulk_item_bulk_id_fkey" FOREIGN KEY ("bulk_id") REFERENCES "bulk"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_item" ADD CONSTRAINT "bulk_item_review_item_id_fkey" FOREIGN KEY ("review_item_id") REFERENCES "review_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_item" ADD CONSTRAINT "bulk_item_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rehearsal" ADD CONSTRAINT "rehearsal_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rehearsal" ADD CONSTRAINT "rehearsal_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
