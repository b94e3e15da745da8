-- Rules as moderators set them: every version is kept, one of them is in force, and texts can be compared quickly.

ALTER TABLE rule
  ADD COLUMN sentence text NOT NULL DEFAULT '',
  ADD COLUMN in_force_version integer,
  -- What screens is a version that was switched on; what is being written beside it does nothing yet.
  ADD CONSTRAINT rule_on_is_in_force CHECK ((state = 'on') = (in_force_version IS NOT NULL)),
  ADD CONSTRAINT rule_one_scope CHECK (author_id IS NULL OR post_id IS NULL),
  ADD CONSTRAINT rule_refusal_is_said CHECK (severity <> 'refuse' OR sentence <> '');

-- Findings carry the name: two rules of one name could not be told apart on the desk.
CREATE UNIQUE INDEX rule_name ON rule (lower(name));

CREATE TABLE rule_version (
    rule_id uuid NOT NULL REFERENCES rule (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    version integer NOT NULL,
    name text NOT NULL,
    settings jsonb NOT NULL,
    severity severity NOT NULL,
    sentence text NOT NULL,
    -- Without its author or post a rule would be one for the whole site.
    author_id uuid REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    post_id uuid REFERENCES post (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    changed_by_id uuid REFERENCES person (id) ON DELETE SET NULL ON UPDATE CASCADE,
    at timestamptz(3) NOT NULL,
    CONSTRAINT rule_version_pkey PRIMARY KEY (rule_id, version)
);

CREATE FUNCTION rule_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO rule_version (rule_id, version, name, settings, severity, sentence, author_id, post_id, changed_by_id, at)
  VALUES (NEW.id, NEW.version, NEW.name, NEW.settings, NEW.severity, NEW.sentence, NEW.author_id, NEW.post_id, NEW.changed_by_id, NEW.changed_at);
  RETURN NULL;
END $$;
CREATE TRIGGER rule_first_version AFTER INSERT ON rule FOR EACH ROW EXECUTE FUNCTION rule_keep_version();
-- A change without a new version finds its row taken, and is refused.
CREATE TRIGGER rule_next_version AFTER UPDATE OF name, settings, severity, sentence, author_id, post_id, version ON rule
  FOR EACH ROW EXECUTE FUNCTION rule_keep_version();
CREATE TRIGGER rule_version_no_delete BEFORE DELETE OR TRUNCATE ON rule_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Nothing could be switched on before this; what was written keeps its version.
INSERT INTO rule_version (rule_id, version, name, settings, severity, sentence, author_id, post_id, changed_by_id, at)
SELECT id, version, name, settings, severity, sentence, author_id, post_id, changed_by_id, changed_at FROM rule;

-- Rehearsals that nobody works on are looked for when one is asked for, and from time to time.
CREATE INDEX rehearsal_unfinished ON rehearsal (at) WHERE finished_at IS NULL;
CREATE TRIGGER rehearsal_waiting AFTER INSERT ON rehearsal FOR EACH ROW EXECUTE FUNCTION notify_channel('afterword_rehearsal');

-- By what texts sent here can be compared with each other: two that share a band are probably alike; see lib/screening/likeness.ts.
CREATE TABLE text_sketch (
    revision_id uuid NOT NULL REFERENCES comment_revision (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    bands integer[] NOT NULL,
    at timestamptz(3) NOT NULL,
    CONSTRAINT text_sketch_pkey PRIMARY KEY (revision_id)
);
CREATE INDEX text_sketch_bands ON text_sketch USING gin (bands);

REVOKE EXECUTE ON FUNCTION rule_keep_version() FROM PUBLIC;
