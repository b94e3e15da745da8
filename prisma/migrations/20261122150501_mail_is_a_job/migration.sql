-- A job sends each mail and tries again; the row says what became of it. Nobody listens for new ones any more.
DROP TRIGGER mail_waiting ON mail;
ALTER TABLE "mail" DROP COLUMN "retry_at";

-- What waits for its mail from before there were rhythms goes out at once, as it would have.
UPDATE notice SET mail_due_at = due_at WHERE mailed_at IS NULL AND cancelled_at IS NULL;
DROP INDEX notice_to_mail;
CREATE INDEX notice_to_mail ON notice (person_id, mail_due_at) WHERE mailed_at IS NULL AND cancelled_at IS NULL AND mail_due_at IS NOT NULL;
