-- Who is asked to write an essay with somebody is its author only once they agree; and when a secret link was last opened.

CREATE TABLE "author_invitation" (
    "post_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "invited_by_id" UUID NOT NULL,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "agreed_at" TIMESTAMPTZ(3),
    "declined_at" TIMESTAMPTZ(3),

    CONSTRAINT "author_invitation_pkey" PRIMARY KEY ("post_id", "person_id"),
    CONSTRAINT author_invitation_one_answer CHECK (agreed_at IS NULL OR declined_at IS NULL),
    CONSTRAINT author_invitation_of_another CHECK (person_id <> invited_by_id)
);
CREATE INDEX "author_invitation_person_id_idx" ON "author_invitation"("person_id");
CREATE INDEX "author_invitation_invited_by_id_idx" ON "author_invitation"("invited_by_id");
ALTER TABLE "author_invitation" ADD CONSTRAINT "author_invitation_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "author_invitation" ADD CONSTRAINT "author_invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "author_invitation" ADD CONSTRAINT "author_invitation_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON author_invitation FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left_inviting BEFORE INSERT ON author_invitation FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('invited_by_id');

-- Somebody is asked once by a notice, and thanked once for a comment, however often a job is begun again.
CREATE UNIQUE INDEX notice_once_asked ON notice (person_id, post_id, at) WHERE kind = 'invitation';
CREATE UNIQUE INDEX notice_once_thanked ON notice (person_id, comment_id) WHERE kind = 'thanks';

ALTER TABLE "draft_link" ADD COLUMN "last_opened_at" TIMESTAMPTZ(3);
