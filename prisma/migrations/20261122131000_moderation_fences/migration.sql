-- The fences of the desk: what an item is about is read by the database, what people said and did stays, and the
-- indexes that keep a long queue as quick as a short one.

-- ------------------------------------------------------------------ what an item is about

-- Hosts of the links in a text, in lower case, each once, without "www.". The HTML is ours: sanitised, href in double quotes.
-- Most texts have no link. In PL/pgSQL, because a function in SQL is planned anew at each call from a trigger.
CREATE FUNCTION link_hosts_of(html text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF position('<a ' IN html) = 0 THEN RETURN '{}'; END IF;
  -- No reluctant quantifier: the first of a pattern says for all of it whether it takes as much as it can or as little.
  RETURN (SELECT coalesce(array_agg(DISTINCT regexp_replace(lower(link[1]), '^www\.', '')), '{}')
    FROM regexp_matches(html, '<a [^>]*href="https?://(?:[^/"?#@]*@)?([^/":?#&]+)', 'gi') AS link);
END $$;

CREATE FUNCTION review_item_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := clock_timestamp();
  IF NEW.comment_id IS NOT NULL THEN
    SELECT author_id, guest_id INTO NEW.person_id, NEW.guest_id FROM comment WHERE id = NEW.comment_id;
  END IF;
  IF TG_OP = 'INSERT' OR NEW.comment_revision_id IS DISTINCT FROM OLD.comment_revision_id THEN
    NEW.link_hosts := coalesce((SELECT link_hosts_of(r.html) FROM comment_revision r WHERE r.id = NEW.comment_revision_id), '{}');
    NEW.held_by := '{}';
  END IF;
  RETURN NEW;
END $$;

UPDATE review_item i SET person_id = c.author_id, guest_id = c.guest_id,
  link_hosts = coalesce((SELECT link_hosts_of(r.html) FROM comment_revision r WHERE r.id = i.comment_revision_id), '{}'),
  held_by = coalesce((SELECT array_agg(DISTINCT f.rule) FROM finding f
    WHERE f.review_item_id = i.id AND f.revision_id IS NOT DISTINCT FROM i.comment_revision_id), '{}')
FROM comment c WHERE c.id = i.comment_id;

CREATE TRIGGER review_item_subject BEFORE INSERT OR UPDATE ON review_item FOR EACH ROW EXECUTE FUNCTION review_item_subject();

CREATE FUNCTION finding_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE review_item i SET held_by = coalesce((SELECT array_agg(DISTINCT f.rule) FROM finding f
      WHERE f.review_item_id = i.id AND f.revision_id IS NOT DISTINCT FROM i.comment_revision_id), '{}')
  WHERE i.id IN (SELECT review_item_id FROM added);
  RETURN NULL;
END $$;
CREATE TRIGGER finding_holds AFTER INSERT ON finding REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION finding_holds();

ALTER TABLE review_item
  ALTER COLUMN link_hosts SET NOT NULL,
  ALTER COLUMN held_by SET NOT NULL;

-- ------------------------------------------------------------------ a long queue is as quick as a short one

CREATE INDEX review_item_waiting_kind ON review_item (kind, submitted_at, id) WHERE state = 'waiting';
CREATE INDEX review_item_waiting_post ON review_item (post_id, submitted_at, id) WHERE state = 'waiting';
CREATE INDEX review_item_waiting_person ON review_item (person_id, submitted_at, id) WHERE state = 'waiting';
CREATE INDEX review_item_waiting_guest ON review_item (guest_id, submitted_at, id) WHERE state = 'waiting' AND guest_id IS NOT NULL;
CREATE INDEX review_item_waiting_host ON review_item USING gin (link_hosts) WHERE state = 'waiting';
CREATE INDEX review_item_waiting_rule ON review_item USING gin (held_by) WHERE state = 'waiting';
-- All reports of a comment that wait are one item.
CREATE UNIQUE INDEX review_item_one_report ON review_item (comment_id) WHERE state = 'waiting' AND kind = 'report';

-- Words of comments, for searching the desk and the log and for finding what was decided about like texts. No language is
-- assumed; a text longer than this is found by its beginning.
CREATE INDEX comment_revision_words ON comment_revision USING gin (to_tsvector('simple', left(text, 100000)));

-- ------------------------------------------------------------------ what people said and did stays

CREATE TRIGGER report_no_delete BEFORE DELETE OR TRUNCATE ON report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_message_no_delete BEFORE DELETE OR TRUNCATE ON case_message FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER blind_reading_no_delete BEFORE DELETE OR TRUNCATE ON blind_reading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER measure_no_delete BEFORE DELETE OR TRUNCATE ON measure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bulk_no_delete BEFORE DELETE OR TRUNCATE ON bulk FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bulk_item_no_delete BEFORE DELETE OR TRUNCATE ON bulk_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_no_delete BEFORE DELETE OR TRUNCATE ON rule FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION case_message_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.review_item_id, OLD.body, OLD.team_only, OLD.at) IS DISTINCT FROM (NEW.id, NEW.review_item_id, NEW.body, NEW.team_only, NEW.at) THEN
    RAISE EXCEPTION 'a message is never changed' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_message_keep BEFORE UPDATE ON case_message FOR EACH ROW EXECUTE FUNCTION case_message_keep();

-- The passage that a return is about is in the chain as well; rows without one keep the hash they have.
CREATE OR REPLACE FUNCTION decision_digest(d decision, previous bytea) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(previous || convert_to((jsonb_build_array(
    d.seq, d.id, d.review_item_id, d.item_version, d.comment_revision_id, d.action, d.from_state, d.to_state,
    d.reason_code, d.reason_note, d.by_id, (extract(epoch FROM d.at) * 1000)::bigint, d.undoes_id, d.before)
    || CASE WHEN d.passage = '' THEN '[]'::jsonb ELSE jsonb_build_array(d.passage) END)::text, 'UTF8'))
$$;

-- ------------------------------------------------------------------ measures

-- Who may not write follows from the measures that are in force; the longest of them says until when.
CREATE FUNCTION measure_applies() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  force record;
BEGIN
  SELECT at, until, reason INTO force FROM measure
    WHERE person_id = NEW.person_id AND kind IN ('suspended', 'banned') AND lifted_at IS NULL
    ORDER BY until DESC NULLS FIRST, at DESC LIMIT 1;
  UPDATE person SET suspended_at = force.at, suspended_until = force.until, suspension_reason = coalesce(force.reason, '')
    WHERE id = NEW.person_id
      AND (suspended_at, suspended_until, suspension_reason) IS DISTINCT FROM (force.at, force.until, coalesce(force.reason, ''));
  RETURN NULL;
END $$;
CREATE TRIGGER measure_applies AFTER INSERT OR UPDATE ON measure FOR EACH ROW EXECUTE FUNCTION measure_applies();

INSERT INTO measure (id, person_id, kind, reason, until, at)
SELECT gen_random_uuid(), id, 'suspended', suspension_reason, suspended_until, suspended_at FROM person WHERE suspended_at IS NOT NULL;

CREATE INDEX measure_in_force ON measure (person_id, kind) WHERE lifted_at IS NULL;
CREATE INDEX notice_to_mail ON notice (due_at) WHERE mailed_at IS NULL AND cancelled_at IS NULL;

-- ------------------------------------------------------------------ who is where

-- Worth nothing after a crash, and written often.
ALTER TABLE presence SET UNLOGGED;

CREATE FUNCTION notify_presence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM pg_notify('afterword_presence', OLD.review_item_id::text); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM pg_notify('afterword_presence', NEW.review_item_id::text); END IF;
  RETURN NULL;
END $$;
-- A tab that only says that it is still there changes nothing for the others.
CREATE TRIGGER presence_changed AFTER INSERT OR DELETE OR UPDATE OF review_item_id, yielded, since ON presence
  FOR EACH ROW EXECUTE FUNCTION notify_presence();

REVOKE EXECUTE ON FUNCTION link_hosts_of(text), review_item_subject(), finding_holds(), case_message_keep(), measure_applies(), notify_presence() FROM PUBLIC;
