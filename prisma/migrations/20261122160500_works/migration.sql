-- Works: films, books and what else essays are about. Whatever is said of one was proposed by somebody and approved by somebody; the
-- facts of a work are one document, and each change of it makes another, for good.

CREATE TYPE "work_revision_reason" AS ENUM ('proposal', 'undo', 'lock', 'merge');
CREATE TYPE "work_role" AS ENUM ('review', 'about', 'mention');

CREATE TABLE "work" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "current_revision_id" UUID,
    "merged_into_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "year" INTEGER,
    "outline" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "work_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "work_revision" (
    "id" UUID NOT NULL,
    "work_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "facts" JSONB NOT NULL,
    "changes" JSONB NOT NULL,
    "reason" "work_revision_reason" NOT NULL,
    "proposal_id" UUID,
    "by_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "work_revision_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "work_address" (
    "slug" TEXT NOT NULL,
    "work_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_address_pkey" PRIMARY KEY ("slug")
);

CREATE TABLE "work_identifier" (
    "scheme" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "work_id" UUID NOT NULL,

    CONSTRAINT "work_identifier_pkey" PRIMARY KEY ("scheme","value")
);

CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "work_id" UUID,
    "person_id" UUID,
    "state" "comment_state" NOT NULL DEFAULT 'held',
    "current_revision_id" UUID,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "proposal_revision" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "base_revision_id" UUID,
    "changes" JSONB NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL,
    "reason" "revision_reason" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_revision_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "revision_work" (
    "post_revision_id" UUID NOT NULL,
    "work_id" UUID NOT NULL,
    "role" "work_role" NOT NULL,
    "rating" DECIMAL(5,2),
    "scale" INTEGER,
    "position" INTEGER NOT NULL,

    CONSTRAINT "revision_work_pkey" PRIMARY KEY ("post_revision_id","work_id")
);

ALTER TABLE "review_item" ADD COLUMN "proposal_id" UUID, ADD COLUMN "proposal_revision_id" UUID;

CREATE UNIQUE INDEX "work_slug_key" ON "work"("slug");
CREATE UNIQUE INDEX "work_current_revision_id_key" ON "work"("current_revision_id");
CREATE INDEX "work_merged_into_id_idx" ON "work"("merged_into_id");
CREATE INDEX "work_revision_proposal_id_idx" ON "work_revision"("proposal_id");
CREATE INDEX "work_revision_by_id_idx" ON "work_revision"("by_id");
CREATE UNIQUE INDEX "work_revision_work_id_number_key" ON "work_revision"("work_id", "number");
CREATE INDEX "work_address_work_id_idx" ON "work_address"("work_id");
CREATE INDEX "work_identifier_work_id_idx" ON "work_identifier"("work_id");
CREATE UNIQUE INDEX "proposal_current_revision_id_key" ON "proposal"("current_revision_id");
CREATE INDEX "proposal_work_id_proposed_at_idx" ON "proposal"("work_id", "proposed_at");
CREATE INDEX "proposal_person_id_state_idx" ON "proposal"("person_id", "state");
CREATE INDEX "proposal_revision_proposal_id_created_at_idx" ON "proposal_revision"("proposal_id", "created_at");
CREATE INDEX "proposal_revision_base_revision_id_idx" ON "proposal_revision"("base_revision_id");
CREATE INDEX "revision_work_work_id_idx" ON "revision_work"("work_id");
CREATE INDEX "review_item_proposal_id_idx" ON "review_item"("proposal_id");
CREATE INDEX "review_item_proposal_revision_id_idx" ON "review_item"("proposal_revision_id");

ALTER TABLE "work" ADD CONSTRAINT "work_current_revision_id_fkey" FOREIGN KEY ("current_revision_id") REFERENCES "work_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "work" ADD CONSTRAINT "work_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "work_revision" ADD CONSTRAINT "work_revision_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "work_revision" ADD CONSTRAINT "work_revision_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "work_revision" ADD CONSTRAINT "work_revision_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "work_address" ADD CONSTRAINT "work_address_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "work_identifier" ADD CONSTRAINT "work_identifier_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_current_revision_id_fkey" FOREIGN KEY ("current_revision_id") REFERENCES "proposal_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "proposal_revision" ADD CONSTRAINT "proposal_revision_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "proposal_revision" ADD CONSTRAINT "proposal_revision_base_revision_id_fkey" FOREIGN KEY ("base_revision_id") REFERENCES "work_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "revision_work" ADD CONSTRAINT "revision_work_post_revision_id_fkey" FOREIGN KEY ("post_revision_id") REFERENCES "post_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "revision_work" ADD CONSTRAINT "revision_work_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_proposal_revision_id_fkey" FOREIGN KEY ("proposal_revision_id") REFERENCES "proposal_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE revision_work
  ADD CONSTRAINT revision_work_rated CHECK ((rating IS NULL) = (scale IS NULL) AND rating >= 0 AND rating <= scale AND scale BETWEEN 2 AND 100);
ALTER TABLE work
  ADD CONSTRAINT work_is_not_itself CHECK (merged_into_id <> id);
ALTER TABLE work_revision
  ADD CONSTRAINT work_revision_says_why CHECK ((reason IN ('proposal', 'undo')) = (proposal_id IS NOT NULL));

ALTER TABLE review_item DROP CONSTRAINT review_item_is_about_one_thing;
ALTER TABLE review_item ADD CONSTRAINT review_item_is_about_one_thing CHECK (
  (kind = 'name') = (name_id IS NOT NULL)
  AND (kind <> 'proposal' OR proposal_id IS NOT NULL) AND (proposal_id IS NULL OR kind IN ('proposal', 'appeal', 'second_look'))
  AND (proposal_id IS NULL) = (proposal_revision_id IS NULL)
  AND (name_id IS NULL AND proposal_id IS NULL) = (post_id IS NOT NULL)
  AND (comment_id IS NULL OR post_id IS NOT NULL));
CREATE UNIQUE INDEX review_item_one_proposal ON review_item (proposal_id) WHERE state = 'waiting' AND kind = 'proposal';

-- ------------------------------------------------------------------ what stays, and what may become what

CREATE TRIGGER work_no_delete BEFORE DELETE OR TRUNCATE ON work FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_address_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON work_address FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_revision_no_delete BEFORE DELETE OR TRUNCATE ON work_revision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_no_delete BEFORE DELETE OR TRUNCATE ON proposal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_revision_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON proposal_revision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER revision_work_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON revision_work FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who leaves is named by nothing, so `by_id` may be emptied.
CREATE FUNCTION work_revision_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(OLD) - 'by_id') IS DISTINCT FROM (to_jsonb(NEW) - 'by_id') OR NEW.by_id IS NOT NULL THEN
    RAISE EXCEPTION 'the facts of a work at one moment are never changed' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER work_revision_keep BEFORE UPDATE ON work_revision FOR EACH ROW EXECUTE FUNCTION work_revision_keep();

-- Facts that were proposed are those of an approved proposal, by the end of the transaction that makes them.
CREATE FUNCTION work_revision_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM proposal p WHERE p.id = NEW.proposal_id AND p.work_id = NEW.work_id AND p.state = 'published') THEN
    RAISE EXCEPTION 'only an approved proposal changes a work' USING ERRCODE = 'AW001';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER work_revision_is_approved AFTER INSERT ON work_revision DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.reason = 'proposal') EXECUTE FUNCTION work_revision_is_approved();

CREATE FUNCTION proposal_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'held' OR NEW.published_at IS NOT NULL THEN
      RAISE EXCEPTION 'a proposal waits first' USING ERRCODE = 'AW001';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.id, OLD.proposed_at) IS DISTINCT FROM (NEW.id, NEW.proposed_at) OR (NEW.person_id IS DISTINCT FROM OLD.person_id AND NEW.person_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a proposal is its proposer''s' USING ERRCODE = 'AW001';
  END IF;
  IF NEW.state <> OLD.state AND NOT comment_move_is_legal(OLD.state, NEW.state)
     AND NOT (coalesce(current_setting('afterword.undoing', true), '') = 'yes'
       AND OLD.state <> 'withdrawn' AND comment_move_is_legal(NEW.state, OLD.state)) THEN
    RAISE EXCEPTION 'a proposal does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'AW003';
  END IF;
  IF NEW.current_revision_id IS DISTINCT FROM OLD.current_revision_id
     AND NOT EXISTS (SELECT FROM proposal_revision r WHERE r.id = NEW.current_revision_id AND r.proposal_id = NEW.id) THEN
    RAISE EXCEPTION 'this was proposed by another proposal' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER proposal_keep BEFORE INSERT OR UPDATE ON proposal FOR EACH ROW EXECUTE FUNCTION proposal_keep();

-- ------------------------------------------------------------------ what follows from the present facts

-- The entries of a list in a document, in the order in which people gave them.
CREATE FUNCTION work_entries(facts jsonb, field text) RETURNS SETOF jsonb LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT f.value -> 'value' FROM jsonb_each(facts -> 'facts') f WHERE f.key LIKE field || '/%'
  ORDER BY coalesce((f.value -> 'value' ->> 'place')::integer, 0), f.key
$$;

CREATE FUNCTION work_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  present work_revision;
BEGIN
  IF EXISTS (SELECT FROM work w WHERE w.id = NEW.merged_into_id AND w.merged_into_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a work leads to one that stands by itself' USING ERRCODE = 'AW001';
  END IF;
  IF NEW.current_revision_id IS NULL OR (TG_OP = 'UPDATE' AND NEW.current_revision_id IS NOT DISTINCT FROM OLD.current_revision_id) THEN
    RETURN NEW;
  END IF;
  SELECT * INTO present FROM work_revision WHERE id = NEW.current_revision_id;
  IF present.work_id IS DISTINCT FROM NEW.id THEN
    RAISE EXCEPTION 'these facts are those of another work' USING ERRCODE = 'AW001';
  END IF;
  NEW.kind := coalesce(present.facts #>> '{facts,kind,value}', '');
  NEW.title := coalesce(present.facts #>> '{facts,title,value}', '');
  NEW.year := (SELECT min(left(e ->> 'date', 4)::integer) FROM work_entries(present.facts, 'releases') e WHERE e ->> 'date' ~ '^\d{4}');
  NEW.outline := coalesce((SELECT e ->> 'text' FROM work_entries(present.facts, 'synopses') e WHERE e ->> 'kind' = 'outline' LIMIT 1), '');
  RETURN NEW;
END $$;
CREATE TRIGGER work_follows BEFORE INSERT OR UPDATE OF current_revision_id, merged_into_id ON work FOR EACH ROW EXECUTE FUNCTION work_follows();

-- Every address is kept with the work that had it first.
CREATE FUNCTION work_keeps_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO work_address (slug, work_id) VALUES (NEW.slug, NEW.id) ON CONFLICT (slug) DO NOTHING;
  IF NOT EXISTS (SELECT FROM work_address a WHERE a.slug = NEW.slug AND a.work_id = NEW.id) THEN
    RAISE EXCEPTION 'this address is another work''s' USING ERRCODE = '23505';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER work_keeps_address AFTER INSERT OR UPDATE OF slug ON work FOR EACH ROW EXECUTE FUNCTION work_keeps_address();

CREATE FUNCTION work_identified() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM work_identifier WHERE work_id = NEW.id;
  IF NEW.merged_into_id IS NULL THEN
    INSERT INTO work_identifier (scheme, value, work_id)
      SELECT DISTINCT e ->> 'scheme', e ->> 'value', NEW.id FROM work_revision r, work_entries(r.facts, 'identifiers') e WHERE r.id = NEW.current_revision_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER work_identified AFTER UPDATE OF current_revision_id, merged_into_id ON work FOR EACH ROW EXECUTE FUNCTION work_identified();

CREATE TRIGGER work_stale AFTER INSERT OR UPDATE ON work FOR EACH ROW EXECUTE FUNCTION notify_stale('work', 'id');
CREATE TRIGGER work_revision_stale AFTER INSERT OR UPDATE ON work_revision FOR EACH ROW EXECUTE FUNCTION notify_stale('work', 'work_id');
CREATE TRIGGER proposal_stale AFTER UPDATE OF state, person_id ON proposal FOR EACH ROW
  WHEN ('published' IN (OLD.state, NEW.state)) EXECUTE FUNCTION notify_stale('work', 'work_id');

-- ------------------------------------------------------------------ what an item is about

CREATE OR REPLACE FUNCTION review_item_subject() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  another boolean := TG_OP = 'INSERT'
    OR (NEW.comment_revision_id, NEW.name_id, NEW.proposal_revision_id) IS DISTINCT FROM (OLD.comment_revision_id, OLD.name_id, OLD.proposal_revision_id);
BEGIN
  NEW.changed_at := clock_timestamp();
  IF NEW.comment_id IS NOT NULL THEN
    SELECT author_id, guest_id INTO NEW.person_id, NEW.guest_id FROM comment WHERE id = NEW.comment_id;
  ELSIF NEW.name_id IS NOT NULL THEN
    SELECT person_id INTO NEW.person_id FROM chosen_name WHERE id = NEW.name_id;
  ELSIF NEW.proposal_id IS NOT NULL THEN
    SELECT person_id INTO NEW.person_id FROM proposal WHERE id = NEW.proposal_id;
  END IF;
  IF another THEN
    NEW.link_hosts := coalesce((SELECT link_hosts_of(r.html) FROM comment_revision r WHERE r.id = NEW.comment_revision_id), '{}');
    NEW.held_by := '{}';
  END IF;
  IF NEW.state <> 'waiting' THEN
    NEW.words := NULL;
  ELSIF NEW.name_id IS NOT NULL THEN
    NEW.words := (SELECT to_tsvector('simple', n.name) FROM chosen_name n WHERE n.id = NEW.name_id);
  ELSIF NEW.proposal_id IS NOT NULL THEN
    NEW.words := (SELECT to_tsvector('simple', left(r.text, 100000)) FROM proposal_revision r WHERE r.id = NEW.proposal_revision_id);
  ELSIF another OR OLD.state <> 'waiting' THEN
    NEW.words := (SELECT to_tsvector('simple', left(r.text, 100000)) FROM comment_revision r WHERE r.id = NEW.comment_revision_id);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION finding_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE review_item i SET held_by = coalesce((SELECT array_agg(DISTINCT f.rule) FROM finding f
      WHERE f.review_item_id = i.id AND f.revision_id IS NOT DISTINCT FROM coalesce(i.comment_revision_id, i.name_id, i.proposal_revision_id)), '{}')
  WHERE i.id IN (SELECT review_item_id FROM added);
  RETURN NULL;
END $$;

-- ------------------------------------------------------------------ what a reader may see

CREATE VIEW published_work AS
SELECT w.id, w.slug, w.kind, w.title, w.year, w.outline, r.id AS revision_id, r.facts, w.created_at, r.created_at AS changed_at
FROM work w JOIN work_revision r ON r.id = w.current_revision_id
WHERE w.merged_into_id IS NULL;

CREATE VIEW published_work_address AS
SELECT a.slug, p.id AS work_id, p.slug AS current
FROM work_address a JOIN work w ON w.id = a.work_id JOIN work p ON p.id = coalesce(w.merged_into_id, w.id)
WHERE p.current_revision_id IS NOT NULL;

-- What was taken back is no history: an approval that was undone is in no list, nor is its undoing.
CREATE VIEW published_work_revision AS
SELECT r.id, p.id AS work_id, w.id AS of_work_id, r.number, r.reason, r.changes,
  coalesce(said.comment, r.note) AS note, CASE WHEN r.reason = 'proposal' THEN q.person_id END AS proposer_id, r.created_at AS at
FROM work_revision r
JOIN work w ON w.id = r.work_id
JOIN work p ON p.id = coalesce(w.merged_into_id, w.id) AND p.current_revision_id IS NOT NULL
LEFT JOIN proposal q ON q.id = r.proposal_id
LEFT JOIN proposal_revision said ON said.id = q.current_revision_id
WHERE r.reason IN ('lock', 'merge') OR (r.reason = 'proposal' AND q.state = 'published'
  AND NOT EXISTS (SELECT FROM work_revision u WHERE u.proposal_id = r.proposal_id AND u.reason = 'undo' AND u.number > r.number));

CREATE VIEW published_post_work AS
SELECT DISTINCT ON (p.id, shown.id) p.id AS post_id, shown.id AS work_id, p.listed, rw.role, rw.rating, rw.scale, rw.position
FROM published_post p
JOIN revision_work rw ON rw.post_revision_id = p.revision_id
JOIN work w ON w.id = rw.work_id
JOIN work shown ON shown.id = coalesce(w.merged_into_id, w.id) AND shown.current_revision_id IS NOT NULL
ORDER BY p.id, shown.id, rw.position;

-- Who proposed something that is part of a work is named there, so their name has been read and is theirs like a commenter's.
CREATE OR REPLACE FUNCTION was_ever_public(who uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM comment WHERE author_id = who AND state = 'published')
    OR EXISTS (SELECT FROM comment WHERE author_id = who AND approved_revision_id IS NOT NULL)
    OR EXISTS (SELECT FROM authorship a JOIN post p ON p.id = a.post_id WHERE a.person_id = who AND p.published_revision_id IS NOT NULL)
    OR EXISTS (SELECT FROM proposal WHERE person_id = who AND published_at IS NOT NULL)
$$;

CREATE OR REPLACE VIEW published_person AS
SELECT w.id, w.handle, w.name,
  CASE WHEN w.role <> 'reader' THEN w.pronouns ELSE '' END AS pronouns,
  CASE WHEN w.role <> 'reader' THEN w.biography_html ELSE '' END AS biography_html,
  CASE WHEN w.role <> 'reader' THEN w.website ELSE '' END AS website,
  w.created_at
FROM person w
WHERE w.deleted_at IS NULL AND (
  EXISTS (SELECT FROM authorship a JOIN post p ON p.id = a.post_id WHERE a.person_id = w.id AND p.password_hash IS NULL
    AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now())))
  OR EXISTS (SELECT FROM comment c JOIN post p ON p.id = c.post_id WHERE c.author_id = w.id AND c.state = 'published' AND c.shown AND p.password_hash IS NULL
    AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now())))
  OR EXISTS (SELECT FROM proposal q JOIN work k ON k.id = q.work_id WHERE q.person_id = w.id AND q.state = 'published' AND k.current_revision_id IS NOT NULL));

REVOKE EXECUTE ON FUNCTION work_revision_keep(), work_revision_is_approved(), proposal_keep(), work_entries(jsonb, text), work_follows(), work_keeps_address(),
  work_identified(), was_ever_public(uuid) FROM PUBLIC;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_work, published_work_address, published_work_revision, published_post_work TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
