-- A table that is emptied at once, by hand or by a restore, fires no trigger of its rows: what readers were shown of it is announced for all of it.
CREATE FUNCTION notify_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('afterword_stale', 'emptied:' || TG_TABLE_NAME);
  RETURN NULL;
END $$;

-- All that the published views read, and that does not refuse it.
DO $$
DECLARE
  emptied text;
BEGIN
  FOR emptied IN
    SELECT DISTINCT d.refobjid::regclass::text FROM pg_class v
    JOIN pg_rewrite r ON r.ev_class = v.oid
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
    JOIN pg_class c ON c.oid = d.refobjid AND c.relkind = 'r'
    WHERE v.relkind = 'v' AND v.relname LIKE 'published\_%' AND v.relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgtype & 32 <> 0)
  LOOP
    EXECUTE format('CREATE TRIGGER emptied_stale AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION notify_emptied()', emptied);
  END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION notify_emptied() FROM PUBLIC;

-- Whoever is gone has no page any more, whatever they were named by before.
CREATE TRIGGER person_stale_gone AFTER DELETE ON person FOR EACH ROW EXECUTE FUNCTION notify_stale('person', 'id');

-- What somebody added to a work stands under their name and on that work.
DROP TRIGGER proposal_stale ON proposal;
CREATE TRIGGER proposal_stale AFTER UPDATE ON proposal FOR EACH ROW
  WHEN ('published' IN (OLD.state, NEW.state) AND (OLD.state, OLD.work_id, OLD.person_id, OLD.current_revision_id) IS DISTINCT FROM (NEW.state, NEW.work_id, NEW.person_id, NEW.current_revision_id))
  EXECUTE FUNCTION notify_stale('work', 'work_id');

-- A decision is in the log under the essay of its item.
DROP TRIGGER review_item_stale ON review_item;
CREATE TRIGGER review_item_stale AFTER UPDATE OF state, post_id ON review_item FOR EACH STATEMENT EXECUTE FUNCTION notify_public_log();
