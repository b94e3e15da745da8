-- Which mail told of a notice. That one was looked at says nothing yet about whether anything went out.
ALTER TABLE "notice" ADD COLUMN     "mail_id" UUID;
