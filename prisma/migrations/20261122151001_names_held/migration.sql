-- What people are called is public like what they say, so a new name waits like a new text: the one that readers know stays until
-- somebody has approved the other. `person.name` is always the name that may be shown; what waits stands here.

CREATE TABLE "chosen_name" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "comment_state" NOT NULL DEFAULT 'held',
    "former" TEXT,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "chosen_name_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "review_item" ADD COLUMN "name_id" UUID, ALTER COLUMN "post_id" DROP NOT NULL;

CREATE INDEX "chosen_name_person_id_chosen_at_idx" ON "chosen_name"("person_id", "chosen_at" DESC);
CREATE INDEX "review_item_name_id_idx" ON "review_item"("name_id");

ALTER TABLE "chosen_name" ADD CONSTRAINT "chosen_name_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_name_id_fkey" FOREIGN KEY ("name_id") REFERENCES "chosen_name"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE review_item ADD CONSTRAINT review_item_is_about_one_thing CHECK (
  (kind = 'name') = (name_id IS NOT NULL) AND (name_id IS NULL) = (post_id IS NOT NULL) AND (name_id IS NULL OR comment_id IS NULL));
-- One name of a person waits at a time.
CREATE UNIQUE INDEX review_item_one_name ON review_item (person_id) WHERE state = 'waiting' AND kind = 'name';

-- ------------------------------------------------------------------ what stays, and what may become what

-- A name that was chosen is never another one; who has left takes the words along. Its states are those of a text: it waits, and is
-- approved, rejected or taken back. What was decided waits again only by taking the decision back.
CREATE FUNCTION chosen_name_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'held' OR NEW.former IS NOT NULL THEN
      RAISE EXCEPTION 'a name that is chosen waits first' USING ERRCODE = 'AW001';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.id, OLD.person_id, OLD.chosen_at) IS DISTINCT FROM (NEW.id, NEW.person_id, NEW.chosen_at) OR NEW.name NOT IN (OLD.name, '') THEN
    RAISE EXCEPTION 'a chosen name is never changed' USING ERRCODE = 'AW001';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
    (OLD.state = 'held' AND NEW.state IN ('published', 'rejected', 'withdrawn'))
    OR (OLD.state IN ('published', 'rejected') AND NEW.state = 'held' AND current_setting('afterword.undoing', true) = 'yes')) THEN
    RAISE EXCEPTION 'a name that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chosen_name_keep BEFORE INSERT OR UPDATE ON chosen_name FOR EACH ROW EXECUTE FUNCTION chosen_name_keep();
CREATE TRIGGER chosen_name_no_delete BEFORE DELETE OR TRUNCATE ON chosen_name FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whether anything of somebody was ever approved, or is by them and published: from then on their name is read before it is shown.
CREATE FUNCTION was_ever_public(who uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM comment WHERE author_id = who AND state = 'published')
    OR EXISTS (SELECT FROM comment WHERE author_id = who AND approved_revision_id IS NOT NULL)
    OR EXISTS (SELECT FROM authorship a JOIN post p ON p.id = a.post_id WHERE a.person_id = who AND p.published_revision_id IS NOT NULL)
$$;

-- The fence: the name that is shown becomes one that was approved, and no other; an undo puts the one before back. Who writes or
-- moderates here was given that role by somebody.
CREATE FUNCTION person_name_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('afterword.undoing', true) = 'yes'
    OR EXISTS (SELECT FROM chosen_name WHERE person_id = NEW.id AND name = NEW.name AND state = 'published')
    OR NOT was_ever_public(NEW.id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a name waits until it is approved' USING ERRCODE = 'AW001';
END $$;
CREATE TRIGGER person_name_waits BEFORE UPDATE OF name ON person
  FOR EACH ROW WHEN (OLD.name <> NEW.name AND OLD.role = 'reader' AND NEW.role = 'reader' AND NEW.deleted_at IS NULL) EXECUTE FUNCTION person_name_waits();

-- ------------------------------------------------------------------ what an item is about

CREATE OR REPLACE FUNCTION review_item_subject() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  another boolean := TG_OP = 'INSERT' OR (NEW.comment_revision_id, NEW.name_id) IS DISTINCT FROM (OLD.comment_revision_id, OLD.name_id);
BEGIN
  NEW.changed_at := clock_timestamp();
  IF NEW.comment_id IS NOT NULL THEN
    SELECT author_id, guest_id INTO NEW.person_id, NEW.guest_id FROM comment WHERE id = NEW.comment_id;
  ELSIF NEW.name_id IS NOT NULL THEN
    SELECT person_id INTO NEW.person_id FROM chosen_name WHERE id = NEW.name_id;
  END IF;
  IF another THEN
    NEW.link_hosts := coalesce((SELECT link_hosts_of(r.html) FROM comment_revision r WHERE r.id = NEW.comment_revision_id), '{}');
    NEW.held_by := '{}';
  END IF;
  IF NEW.state <> 'waiting' THEN
    NEW.words := NULL;
  ELSIF NEW.name_id IS NOT NULL THEN
    NEW.words := (SELECT to_tsvector('simple', n.name) FROM chosen_name n WHERE n.id = NEW.name_id);
  ELSIF another OR OLD.state <> 'waiting' THEN
    NEW.words := (SELECT to_tsvector('simple', left(r.text, 100000)) FROM comment_revision r WHERE r.id = NEW.comment_revision_id);
  END IF;
  RETURN NEW;
END $$;

-- The rules that spoke of what waits now: findings name the text, or the name, that they are about.
CREATE OR REPLACE FUNCTION finding_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE review_item i SET held_by = coalesce((SELECT array_agg(DISTINCT f.rule) FROM finding f
      WHERE f.review_item_id = i.id AND f.revision_id IS NOT DISTINCT FROM coalesce(i.comment_revision_id, i.name_id)), '{}')
  WHERE i.id IN (SELECT review_item_id FROM added);
  RETURN NULL;
END $$;

-- ------------------------------------------------------------------ what a reader may see

-- Those of whom something can be read, and nobody else: a name that nobody has seen yet is in no view.
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
    AND (p.state IN ('published', 'unlisted') OR (p.state = 'scheduled' AND p.publish_at <= now()))));

REVOKE EXECUTE ON FUNCTION chosen_name_keep(), was_ever_public(uuid), person_name_waits() FROM PUBLIC;
