-- Essays that readers send: each sending waits in the queue, and only what was approved of it is ever before readers. And one place that
-- knows how much somebody has sent, whatever sort of text it was.

CREATE TABLE "guest_post" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "person_id" UUID,
    "state" "comment_state" NOT NULL DEFAULT 'held',
    "current_revision_id" UUID NOT NULL,
    "approved_revision_id" UUID,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "guest_post_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "review_item" ADD COLUMN "guest_post_id" UUID, ADD COLUMN "post_revision_id" UUID;

CREATE INDEX "guest_post_post_id_idx" ON "guest_post"("post_id");
CREATE INDEX "guest_post_person_id_state_idx" ON "guest_post"("person_id", "state");
CREATE INDEX "guest_post_current_revision_id_idx" ON "guest_post"("current_revision_id");
CREATE INDEX "guest_post_approved_revision_id_idx" ON "guest_post"("approved_revision_id");
CREATE INDEX "review_item_guest_post_id_idx" ON "review_item"("guest_post_id");
CREATE INDEX "review_item_post_revision_id_idx" ON "review_item"("post_revision_id");

ALTER TABLE "guest_post" ADD CONSTRAINT "guest_post_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guest_post" ADD CONSTRAINT "guest_post_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "guest_post" ADD CONSTRAINT "guest_post_current_revision_id_fkey" FOREIGN KEY ("current_revision_id") REFERENCES "post_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guest_post" ADD CONSTRAINT "guest_post_approved_revision_id_fkey" FOREIGN KEY ("approved_revision_id") REFERENCES "post_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_guest_post_id_fkey" FOREIGN KEY ("guest_post_id") REFERENCES "guest_post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_post_revision_id_fkey" FOREIGN KEY ("post_revision_id") REFERENCES "post_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An essay is sent once at a time: what was rejected or taken back can be sent anew.
CREATE UNIQUE INDEX guest_post_one_open ON guest_post (post_id) WHERE state NOT IN ('rejected', 'withdrawn');
CREATE UNIQUE INDEX review_item_one_guest_post ON review_item (guest_post_id) WHERE state = 'waiting' AND kind = 'guest_post';

ALTER TABLE review_item DROP CONSTRAINT review_item_is_about_one_thing;
ALTER TABLE review_item ADD CONSTRAINT review_item_is_about_one_thing CHECK (
  (kind = 'name') = (name_id IS NOT NULL)
  AND (kind <> 'proposal' OR proposal_id IS NOT NULL) AND (proposal_id IS NULL OR kind IN ('proposal', 'appeal', 'second_look'))
  AND (proposal_id IS NULL) = (proposal_revision_id IS NULL)
  AND (kind = 'guest_post') = (guest_post_id IS NOT NULL) AND (guest_post_id IS NULL) = (post_revision_id IS NULL)
  AND (name_id IS NULL AND proposal_id IS NULL) = (post_id IS NOT NULL)
  AND (comment_id IS NULL OR (post_id IS NOT NULL AND guest_post_id IS NULL)));

-- ------------------------------------------------------------------ what stays, and what may become what

CREATE FUNCTION guest_post_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'held' OR NEW.approved_revision_id IS NOT NULL OR NEW.published_at IS NOT NULL THEN
      RAISE EXCEPTION 'what a reader sends waits first' USING ERRCODE = 'AW001';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.id, OLD.post_id, OLD.sent_at) IS DISTINCT FROM (NEW.id, NEW.post_id, NEW.sent_at) OR (NEW.person_id IS DISTINCT FROM OLD.person_id AND NEW.person_id IS NOT NULL) THEN
    RAISE EXCEPTION 'an essay that was sent is its sender''s' USING ERRCODE = 'AW001';
  END IF;
  IF NEW.state <> OLD.state AND NOT comment_move_is_legal(OLD.state, NEW.state)
     AND NOT (coalesce(current_setting('afterword.undoing', true), '') = 'yes'
       AND OLD.state <> 'withdrawn' AND comment_move_is_legal(NEW.state, OLD.state)) THEN
    RAISE EXCEPTION 'an essay that was sent does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'AW003';
  END IF;
  IF (NEW.state = 'published') <> (NEW.approved_revision_id IS NOT NULL) THEN
    RAISE EXCEPTION 'what is approved is a text' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guest_post_keep BEFORE INSERT OR UPDATE ON guest_post FOR EACH ROW EXECUTE FUNCTION guest_post_keep();
CREATE TRIGGER guest_post_no_delete BEFORE DELETE OR TRUNCATE ON guest_post FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The fence: of an essay that a reader has sent, readers see a text that was approved, and no other. Whoever was made an author meanwhile is
-- trusted like every author.
CREATE FUNCTION post_of_guest_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM guest_post g JOIN person w ON w.id = g.person_id WHERE g.post_id = NEW.id AND w.role = 'reader')
     AND NOT EXISTS (SELECT FROM guest_post g WHERE g.post_id = NEW.id AND g.state = 'published' AND g.approved_revision_id = NEW.published_revision_id) THEN
    RAISE EXCEPTION 'an essay that was sent waits until it is approved' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER post_of_guest_waits BEFORE UPDATE OF state, published_revision_id ON post
  FOR EACH ROW WHEN (NEW.state NOT IN ('draft', 'archived')) EXECUTE FUNCTION post_of_guest_waits();

-- ------------------------------------------------------------------ what an item is about

-- Hosts that plain words name, as `link_hosts_of` has them for texts with links.
CREATE FUNCTION hosts_named_in(words text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF position('://' IN words) = 0 THEN RETURN '{}'; END IF;
  RETURN (SELECT coalesce(array_agg(DISTINCT regexp_replace(lower(link[1]), '^www\.', '')), '{}')
    FROM regexp_matches(words, 'https?://(?:[^/?#@[:space:]]*@)?([^/:?#&<>"''[:space:]]+)', 'gi') AS link);
END $$;

CREATE OR REPLACE FUNCTION review_item_subject() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  another boolean := TG_OP = 'INSERT'
    OR (NEW.comment_revision_id, NEW.name_id, NEW.proposal_revision_id, NEW.post_revision_id)
      IS DISTINCT FROM (OLD.comment_revision_id, OLD.name_id, OLD.proposal_revision_id, OLD.post_revision_id);
BEGIN
  NEW.changed_at := clock_timestamp();
  IF NEW.comment_id IS NOT NULL THEN
    SELECT author_id, guest_id INTO NEW.person_id, NEW.guest_id FROM comment WHERE id = NEW.comment_id;
  ELSIF NEW.name_id IS NOT NULL THEN
    SELECT person_id INTO NEW.person_id FROM chosen_name WHERE id = NEW.name_id;
  ELSIF NEW.proposal_id IS NOT NULL THEN
    SELECT person_id INTO NEW.person_id FROM proposal WHERE id = NEW.proposal_id;
  ELSIF NEW.guest_post_id IS NOT NULL THEN
    SELECT person_id INTO NEW.person_id FROM guest_post WHERE id = NEW.guest_post_id;
  END IF;
  IF another THEN
    NEW.link_hosts := coalesce(
      (SELECT link_hosts_of(r.html) FROM comment_revision r WHERE r.id = NEW.comment_revision_id),
      (SELECT hosts_named_in(r.text) FROM proposal_revision r WHERE r.id = NEW.proposal_revision_id),
      (SELECT link_hosts_of(r.html) FROM post_revision r WHERE r.id = NEW.post_revision_id), '{}');
    NEW.held_by := '{}';
  END IF;
  IF NEW.state <> 'waiting' THEN
    NEW.words := NULL;
  ELSIF NEW.name_id IS NOT NULL THEN
    NEW.words := (SELECT to_tsvector('simple', n.name) FROM chosen_name n WHERE n.id = NEW.name_id);
  ELSIF NEW.proposal_id IS NOT NULL THEN
    NEW.words := (SELECT to_tsvector('simple', left(r.text, 100000)) FROM proposal_revision r WHERE r.id = NEW.proposal_revision_id);
  ELSIF NEW.guest_post_id IS NOT NULL THEN
    NEW.words := (SELECT to_tsvector('simple', left(r.title || ' ' || r.standfirst || ' ' || r.text, 100000)) FROM post_revision r WHERE r.id = NEW.post_revision_id);
  ELSIF another OR OLD.state <> 'waiting' THEN
    NEW.words := (SELECT to_tsvector('simple', left(r.text, 100000)) FROM comment_revision r WHERE r.id = NEW.comment_revision_id);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION finding_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE review_item i SET held_by = coalesce((SELECT array_agg(DISTINCT f.rule) FROM finding f
      WHERE f.review_item_id = i.id AND f.revision_id IS NOT DISTINCT FROM coalesce(i.comment_revision_id, i.name_id, i.proposal_revision_id, i.post_revision_id)), '{}')
  WHERE i.id IN (SELECT review_item_id FROM added);
  RETURN NULL;
END $$;

-- The log is searched by the words of proposals as well.
CREATE INDEX proposal_revision_words ON proposal_revision USING gin (to_tsvector('simple', left(text, 100000)));

-- ------------------------------------------------------------------ how much somebody has sent

-- What people sent to be read, of whatever sort: whether it waits, whether it was approved and stands, and when it came. Limits of new and of
-- slow people look at all of it.
CREATE VIEW sent_text AS
SELECT id, author_id AS person_id, state, submitted_at AS at, approved_revision_id IS NOT NULL AND state IN ('published', 'withdrawn') AS approved FROM comment
UNION ALL
SELECT id, person_id, state, proposed_at, state = 'published' FROM proposal
UNION ALL
SELECT id, person_id, state, sent_at, state = 'published' FROM guest_post;

UPDATE review_item i SET link_hosts = hosts_named_in(r.text) FROM proposal_revision r WHERE r.id = i.proposal_revision_id AND position('://' IN r.text) > 0;

REVOKE EXECUTE ON FUNCTION guest_post_keep(), post_of_guest_waits(), hosts_named_in(text) FROM PUBLIC;
