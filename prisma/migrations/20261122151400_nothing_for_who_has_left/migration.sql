-- Nothing is written for somebody who has left, whoever writes it.

-- Whether somebody may begin something: not once they have left. Until the transaction ends they cannot leave; whoever leaves waits for
-- everything that they have under way, and what they begin meanwhile waits for that.
CREATE FUNCTION person_may_begin(wanted uuid, leaving boolean) RETURNS boolean LANGUAGE plpgsql STRICT AS $$
DECLARE
  gate bigint := hashtextextended('afterword.leaving.' || wanted, 0);
BEGIN
  IF leaving THEN
    PERFORM pg_advisory_xact_lock(gate);
  ELSE
    PERFORM pg_advisory_xact_lock_shared(gate);
  END IF;
  RETURN NOT EXISTS (SELECT FROM person WHERE id = wanted AND deleted_at IS NOT NULL);
END $$;

-- What is kept for one person alone is not kept for one who has left. Others write some of it: somebody signs them in, follows or mutes them,
-- answers them. Whoever did so in the moment of their leaving begins again, and then finds nobody; a notice is left out.
CREATE FUNCTION nothing_for_who_has_left() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  IF wanted IS NULL THEN RETURN NEW; END IF;
  PERFORM FROM person WHERE id = wanted AND deleted_at IS NULL FOR KEY SHARE;
  IF FOUND OR NOT EXISTS (SELECT FROM person WHERE id = wanted) THEN RETURN NEW; END IF;
  IF TG_TABLE_NAME = 'notice' THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'this person has left' USING ERRCODE = '40001';
END $$;

CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON identity FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON mail_link FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON api_token FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON reply_draft FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON notice FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON notice_setting FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON mail_clock FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON thread_visit FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON presence FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON follow FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left_followed BEFORE INSERT ON follow FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('author_id');
CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON mute FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');
CREATE TRIGGER nothing_for_who_has_left_muted BEFORE INSERT ON mute FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('muted_id');

REVOKE EXECUTE ON FUNCTION person_may_begin(uuid, boolean), nothing_for_who_has_left() FROM PUBLIC;
