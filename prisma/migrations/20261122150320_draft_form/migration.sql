-- Which form saved a draft last: what it sent itself, when an answer was lost on the way, is no other text to it.
ALTER TABLE "reply_draft" ADD COLUMN "form" TEXT NOT NULL DEFAULT '';
