-- A name that was decided about waits again only where the decision is taken back. On a connection on which nothing was ever taken back the word for it
-- is not there at all, and what is not there is neither equal to anything nor different: the move went through.
CREATE OR REPLACE FUNCTION chosen_name_keep() RETURNS trigger LANGUAGE plpgsql AS $$
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
    OR (OLD.state IN ('published', 'rejected') AND NEW.state = 'held' AND coalesce(current_setting('afterword.undoing', true), '') = 'yes')) THEN
    RAISE EXCEPTION 'a name that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
