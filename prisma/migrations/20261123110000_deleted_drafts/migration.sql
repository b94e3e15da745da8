-- Drafts that their authors deleted, and what readers with a password saw (docs/decisions/0033, 0034).

-- ------------------------------------------------------------------ what was opened by a password

-- Such a post is in no view, so `publication` does not know of it; what readers saw stays as it is all the same, and so does the promise of its address.
CREATE TABLE "opened_text" (
    "revision_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "opened_text_pkey" PRIMARY KEY ("revision_id")
);
CREATE INDEX "opened_text_post_id_idx" ON "opened_text"("post_id");
ALTER TABLE "opened_text" ADD CONSTRAINT "opened_text_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "post_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "opened_text" ADD CONSTRAINT "opened_text_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION opened_text_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO opened_text (revision_id, post_id, from_at) VALUES (NEW.published_revision_id, NEW.id, NEW.password_since) ON CONFLICT (revision_id) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER opened_text_follow AFTER INSERT OR UPDATE OF password_since, published_revision_id ON post
  FOR EACH ROW WHEN (NEW.password_since IS NOT NULL AND NEW.published_revision_id IS NOT NULL) EXECUTE FUNCTION opened_text_follow();
INSERT INTO opened_text (revision_id, post_id, from_at) SELECT published_revision_id, id, password_since FROM post WHERE password_since IS NOT NULL;

CREATE OR REPLACE FUNCTION post_revision_was_shown(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM post WHERE published_revision_id = wanted) OR EXISTS (SELECT FROM publication WHERE revision_id = wanted)
    OR EXISTS (SELECT FROM opened_text WHERE revision_id = wanted);
END $$;

-- ------------------------------------------------------------------ what was deleted

-- A deleted draft has no draft: the pointer waits here, so that all that reads or changes a draft finds none.
CREATE TABLE "deleted_draft" (
    "post_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_by_id" UUID,
    "emptied_at" TIMESTAMPTZ(3),

    CONSTRAINT "deleted_draft_pkey" PRIMARY KEY ("post_id"),
    CONSTRAINT deleted_draft_is_kept CHECK (emptied_at >= deleted_at + interval '720 hours')
);
CREATE UNIQUE INDEX "deleted_draft_revision_id_key" ON "deleted_draft"("revision_id");
CREATE INDEX "deleted_draft_deleted_by_id_idx" ON "deleted_draft"("deleted_by_id");
CREATE INDEX deleted_draft_waiting ON deleted_draft (deleted_at) WHERE emptied_at IS NULL;
ALTER TABLE "deleted_draft" ADD CONSTRAINT "deleted_draft_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "deleted_draft" ADD CONSTRAINT "deleted_draft_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "post_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "deleted_draft" ADD CONSTRAINT "deleted_draft_deleted_by_id_fkey" FOREIGN KEY ("deleted_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Whether anybody but its authors, whom they showed it to and who decided about it has ever read a post, or is to.
CREATE FUNCTION post_was_read(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM post WHERE id = wanted AND (state NOT IN ('draft', 'archived') OR published_revision_id IS NOT NULL OR published_at IS NOT NULL))
    OR EXISTS (SELECT FROM publication WHERE post_id = wanted) OR EXISTS (SELECT FROM opened_text WHERE post_id = wanted)
    OR EXISTS (SELECT FROM comment WHERE post_id = wanted) OR EXISTS (SELECT FROM guest_post WHERE post_id = wanted AND approved_revision_id IS NOT NULL);
END $$;

CREATE FUNCTION deleted_draft_fence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.emptied_at IS NOT NULL OR (OLD.post_id, OLD.revision_id, OLD.deleted_at) IS DISTINCT FROM (NEW.post_id, NEW.revision_id, NEW.deleted_at) THEN
      RAISE EXCEPTION 'what was deleted is emptied once, and brought back by taking its row away' USING ERRCODE = 'AW001';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.emptied_at IS NOT NULL THEN
      RAISE EXCEPTION 'what was emptied does not come back' USING ERRCODE = 'AW001';
    END IF;
    RETURN OLD;
  END IF;
  IF post_was_read(NEW.post_id) OR EXISTS (SELECT FROM post WHERE id = NEW.post_id AND draft_revision_id IS NOT NULL)
     OR EXISTS (SELECT FROM review_item WHERE post_id = NEW.post_id AND state = 'waiting')
     OR NOT EXISTS (SELECT FROM post_revision WHERE id = NEW.revision_id AND post_id = NEW.post_id) THEN
    RAISE EXCEPTION 'only a draft that no reader saw and that waits for nobody is deleted' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deleted_draft_fence BEFORE INSERT OR UPDATE OF post_id, revision_id, deleted_at, emptied_at OR DELETE ON deleted_draft
  FOR EACH ROW EXECUTE FUNCTION deleted_draft_fence();

-- Nothing brings what was deleted before readers or moderators, or gives it a draft, before it is brought back.
CREATE FUNCTION post_stays_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM deleted_draft WHERE post_id = NEW.id) THEN
    RAISE EXCEPTION 'this draft was deleted' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER post_stays_deleted BEFORE UPDATE OF state, published_revision_id, draft_revision_id, password_hash ON post FOR EACH ROW
  WHEN (NEW.state NOT IN ('draft', 'archived') OR NEW.published_revision_id IS NOT NULL OR NEW.password_hash IS DISTINCT FROM OLD.password_hash
    OR (NEW.draft_revision_id IS NOT NULL AND OLD.draft_revision_id IS NULL))
  EXECUTE FUNCTION post_stays_deleted();

CREATE FUNCTION guest_post_stays_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM deleted_draft WHERE post_id = NEW.post_id) THEN
    RAISE EXCEPTION 'this draft was deleted' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guest_post_stays_deleted BEFORE INSERT OR UPDATE OF state ON guest_post FOR EACH ROW
  WHEN (NEW.state IN ('held', 'published')) EXECUTE FUNCTION guest_post_stays_deleted();

-- As in 20261122160100, and what was deleted long enough ago is emptied as well, but for what moderators were sent: they decided about it.
CREATE OR REPLACE FUNCTION post_revision_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  same_frame boolean := (OLD.id, OLD.post_id, OLD.format, OLD.excerpt, OLD.cover, OLD.created_at)
    IS NOT DISTINCT FROM (NEW.id, NEW.post_id, NEW.format, NEW.excerpt, NEW.cover, NEW.created_at);
  same_words boolean := (OLD.title, OLD.standfirst, OLD.source, OLD.content_answer, OLD.content_notes, OLD.saved_at, OLD.left_out)
    IS NOT DISTINCT FROM (NEW.title, NEW.standfirst, NEW.source, NEW.content_answer, NEW.content_notes, NEW.saved_at, NEW.left_out);
  same_look boolean := (OLD.html, OLD.text, OLD.headings, OLD.words) IS NOT DISTINCT FROM (NEW.html, NEW.text, NEW.headings, NEW.words);
BEGIN
  IF same_frame AND same_words AND OLD.reason = NEW.reason THEN
    IF NOT same_look AND NEW.renderer_version <= OLD.renderer_version THEN
      RAISE EXCEPTION 'only a newer renderer makes a text anew' USING ERRCODE = 'AW001';
    END IF;
    RETURN NEW;
  END IF;
  IF post_revision_was_shown(OLD.id) THEN
    RAISE EXCEPTION 'a post revision is never changed' USING ERRCODE = 'AW001';
  END IF;
  IF same_frame AND same_words AND same_look AND OLD.reason = 'autosave' AND NEW.reason = 'saved' THEN
    RETURN NEW;
  END IF;
  IF same_frame AND OLD.reason = NEW.reason AND OLD.reason IN ('autosave', 'aside') AND OLD.editor_id = NEW.editor_id
     AND NEW.saved_at >= OLD.saved_at AND NEW.saved_at < OLD.created_at + interval '10 minutes'
     AND NEW.left_out >= OLD.left_out AND NEW.left_out <= 200
     AND (OLD.reason = 'aside' OR EXISTS (SELECT FROM post WHERE id = OLD.post_id AND draft_revision_id = OLD.id)) THEN
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.post_id, NEW.format, NEW.created_at, NEW.reason) = (OLD.id, OLD.post_id, OLD.format, OLD.created_at, OLD.reason)
     AND (NEW.title, NEW.standfirst, NEW.excerpt, NEW.source, NEW.html, NEW.text, NEW.words) = ('', '', '', '', '', '', 0)
     AND NEW.cover IS NULL AND NEW.content_answer = 'unsaid' AND NEW.headings = '[]'
     AND (NOT EXISTS (SELECT FROM authorship a JOIN person w ON w.id = a.person_id WHERE a.post_id = OLD.post_id AND w.deleted_at IS NULL)
       OR (OLD.reason <> 'submitted' AND EXISTS (SELECT FROM deleted_draft d WHERE d.post_id = OLD.post_id AND d.emptied_at IS NOT NULL))) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a post revision is never changed' USING ERRCODE = 'AW001';
END $$;

REVOKE EXECUTE ON FUNCTION opened_text_follow(), post_was_read(uuid), deleted_draft_fence(), post_stays_deleted(), guest_post_stays_deleted() FROM PUBLIC;
