-- Mail about notices is written when it leaves, from what is so then. Until then it is an envelope: whom it is for, and which notices it
-- has to tell of. What happened at the last try, and when the next one is, stands beside it.
ALTER TABLE "mail" ADD COLUMN     "next_try_at" TIMESTAMPTZ(3),
ADD COLUMN     "person_id" UUID,
ADD COLUMN     "trouble" TEXT NOT NULL DEFAULT '';

CREATE INDEX "mail_person_id_idx" ON "mail"("person_id");
CREATE INDEX "notice_mail_id_idx" ON "notice"("mail_id");
ALTER TABLE "mail" ADD CONSTRAINT "mail_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What waits already was written when its notices were due, and holds words that may have been taken back since.
UPDATE mail m SET person_id = n.person_id, text = '', html = '', headers = '{}' FROM notice n WHERE n.mail_id = m.id AND m.sent_at IS NULL;

-- Of a comment under an essay its authors are told, too: once, however else it concerns them.
DROP INDEX notice_once_a_comment;
CREATE UNIQUE INDEX notice_once_a_comment ON notice (person_id, comment_id) WHERE kind IN ('reply', 'mention', 'essay', 'branch', 'thread');
