-- By whose clock a day's mail is written. Nobody else's business: in no view, in the file of one's own data, and gone with the account.
CREATE TABLE "mail_clock" (
    "person_id" UUID NOT NULL,
    "time_zone" TEXT NOT NULL,

    CONSTRAINT "mail_clock_pkey" PRIMARY KEY ("person_id")
);

ALTER TABLE "mail_clock" ADD CONSTRAINT "mail_clock_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
