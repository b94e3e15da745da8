-- The log: quick to search however long it is, with an end that is known apart from it, and with a public version.

-- ------------------------------------------------------------------ searching

-- Words of the moderators, and whose texts, whichever state they are in.
CREATE INDEX decision_words ON decision USING gin (to_tsvector('simple', reason_note)) WHERE reason_note <> '';
CREATE INDEX "decision_action_seq_idx" ON "decision"("action", "seq" DESC);
CREATE INDEX decision_reason ON decision (reason_code, seq DESC) WHERE reason_code <> '';
CREATE INDEX "review_item_person_id_idx" ON "review_item"("person_id");
-- Nearly everything is a comment; what is not is found without reading them all.
CREATE INDEX review_item_unusual ON review_item (kind) WHERE kind <> 'comment';

-- ------------------------------------------------------------------ the end of the log

-- A chain of hashes cannot see its own end cut off. So the number and hash of the newest decision are kept in a row apart, which
-- only moves forward and only by a new decision. Whoever cuts the log has to know of it, and of every note that was taken of it.
CREATE TABLE "decision_end" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_end_pkey" PRIMARY KEY ("id")
);
ALTER TABLE decision_end ADD CONSTRAINT decision_end_is_one CHECK (id = 1);

INSERT INTO decision_end (seq, hash, at) SELECT seq, hash, at FROM decision ORDER BY seq DESC LIMIT 1;

-- Decisions get their numbers one at a time, under a lock that the transaction keeps: this row never makes anybody wait longer.
CREATE FUNCTION decision_end_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO decision_end (id, seq, hash, at) VALUES (1, NEW.seq, NEW.hash, NEW.at)
    ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, at = excluded.at WHERE decision_end.seq < excluded.seq;
  RETURN NULL;
END $$;
CREATE TRIGGER decision_end_moves AFTER INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_end_moves();

CREATE FUNCTION decision_end_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Inside another trigger the depth is 2 or more; a statement from outside comes in at 1.
  IF pg_trigger_depth() < 2 OR (TG_OP = 'UPDATE' AND NEW.seq <= OLD.seq) THEN
    RAISE EXCEPTION 'the end of the log moves with the log' USING ERRCODE = 'AW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_end_keep BEFORE INSERT OR UPDATE ON decision_end FOR EACH ROW EXECUTE FUNCTION decision_end_keep();
CREATE TRIGGER decision_end_no_delete BEFORE DELETE OR TRUNCATE ON decision_end FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ------------------------------------------------------------------ the public log

-- Empty unless an administrator has said otherwise: 'roles' shows what was decided, 'names' by whom as well. Of an item that
-- waits, again or still, nothing is told; nor of what is in no list of the site. No texts, no notes, no writers, and no numbers,
-- whose gaps would count what is not told.
CREATE VIEW published_decision AS
SELECT d.id, d.at, d.action, d.reason_code, p.slug AS post_slug, p.title AS post_title,
  d.by_id IS NULL AS by_site,
  CASE WHEN shown.value = '"names"' THEN w.name END AS by_name,
  u.id IS NOT NULL AS undone
FROM setting shown
JOIN decision d ON d.action <> 'undo'
JOIN review_item i ON i.id = d.review_item_id AND i.state = 'decided'
JOIN published_post p ON p.id = i.post_id AND p.listed
LEFT JOIN decision u ON u.undoes_id = d.id
LEFT JOIN person w ON w.id = d.by_id
WHERE shown.key = 'moderation.public-log' AND shown.value IN ('"roles"', '"names"');

-- Pages of it are stale when something is decided, and when something decided waits again.
CREATE FUNCTION notify_public_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('afterword_stale', 'log:public');
  RETURN NULL;
END $$;
CREATE TRIGGER decision_stale AFTER INSERT ON decision FOR EACH STATEMENT EXECUTE FUNCTION notify_public_log();
CREATE TRIGGER review_item_stale AFTER UPDATE OF state ON review_item FOR EACH STATEMENT EXECUTE FUNCTION notify_public_log();

REVOKE EXECUTE ON FUNCTION decision_end_moves(), decision_end_keep(), notify_public_log() FROM PUBLIC;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_decision TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
