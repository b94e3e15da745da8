-- Searching what waits looks at what waits and at nothing else: the words of a text stand with its item for as long as it does.
-- The index of all words is of no use there, since PostgreSQL cannot know how many of the texts that it finds were decided long
-- ago, and a guess that is wrong reads the whole queue.
ALTER TABLE "review_item" ADD COLUMN     "words" tsvector;

CREATE OR REPLACE FUNCTION review_item_subject() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  another boolean := TG_OP = 'INSERT' OR NEW.comment_revision_id IS DISTINCT FROM OLD.comment_revision_id;
BEGIN
  NEW.changed_at := clock_timestamp();
  IF NEW.comment_id IS NOT NULL THEN
    SELECT author_id, guest_id INTO NEW.person_id, NEW.guest_id FROM comment WHERE id = NEW.comment_id;
  END IF;
  IF another THEN
    NEW.link_hosts := coalesce((SELECT link_hosts_of(r.html) FROM comment_revision r WHERE r.id = NEW.comment_revision_id), '{}');
    NEW.held_by := '{}';
  END IF;
  IF NEW.state <> 'waiting' THEN
    NEW.words := NULL;
  ELSIF another OR OLD.state <> 'waiting' THEN
    NEW.words := (SELECT to_tsvector('simple', left(r.text, 100000)) FROM comment_revision r WHERE r.id = NEW.comment_revision_id);
  END IF;
  RETURN NEW;
END $$;

UPDATE review_item i SET words = to_tsvector('simple', left(r.text, 100000))
FROM comment_revision r WHERE r.id = i.comment_revision_id AND i.state = 'waiting';

CREATE INDEX review_item_waiting_words ON review_item USING gin (words) WHERE state = 'waiting';
