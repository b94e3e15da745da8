-- An essay of a reader that stands before readers can be taken down by moderators, and put back. While it is down nobody brings it before
-- readers, whoever its writer has become meanwhile. Which text was approved stays known.

CREATE OR REPLACE FUNCTION guest_post_keep() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF (NEW.state IN ('published', 'hidden')) <> (NEW.approved_revision_id IS NOT NULL) THEN
    RAISE EXCEPTION 'what is approved is a text' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION post_of_guest_is_down() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM guest_post g WHERE g.post_id = NEW.id AND g.state = 'hidden') THEN
    RAISE EXCEPTION 'an essay that was taken down stays down until that is taken back' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER post_of_guest_is_down BEFORE UPDATE OF state, password_since ON post
  FOR EACH ROW WHEN (NEW.state NOT IN ('draft', 'archived') OR NEW.password_since IS NOT NULL) EXECUTE FUNCTION post_of_guest_is_down();

REVOKE EXECUTE ON FUNCTION post_of_guest_is_down() FROM PUBLIC;
