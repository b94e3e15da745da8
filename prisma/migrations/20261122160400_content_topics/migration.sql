-- What readers choose by: the topics that a text names before it is read, 'own' for what its author named in words of their own, and
-- 'withheld' where they would rather not say. The same words stand in lib/posts/content-notes/topics.ts.
CREATE FUNCTION content_topics(answer content_answer, notes jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE answer
    WHEN 'withheld' THEN ARRAY['withheld']
    WHEN 'notes' THEN (SELECT coalesce(array_agg(DISTINCT topic ORDER BY topic), '{}') FROM (SELECT CASE
      WHEN folded IN ('violence', 'violent scenes', 'war', 'murder', 'killing', 'gore', 'blood', 'torture', 'terrorism', 'animal harm', 'animal cruelty', 'harm to animals', 'gun violence', 'massacre', 'genocide') THEN 'violence'
      WHEN folded IN ('sexual', 'sexual content', 'sex', 'nudity', 'pornography') THEN 'sexual'
      WHEN folded IN ('self-harm', 'self harm', 'suicide', 'suicidal thoughts', 'eating disorder', 'eating disorders', 'anorexia', 'bulimia') THEN 'self-harm'
      WHEN folded IN ('death', 'deaths', 'dying', 'grief', 'loss', 'bereavement', 'drowning', 'death of a child', 'death of a parent', 'death of a partner', 'miscarriage', 'stillbirth') THEN 'death'
      WHEN folded IN ('abuse', 'child abuse', 'domestic abuse', 'domestic violence', 'emotional abuse', 'sexual abuse', 'sexual assault', 'sexual violence', 'rape') THEN 'abuse'
      WHEN folded IN ('medical', 'medical detail', 'illness', 'disease', 'cancer', 'surgery', 'needles', 'injury', 'pregnancy') THEN 'medical'
      WHEN folded IN ('slurs', 'hate', 'hate speech', 'racism', 'racist language', 'homophobia', 'antisemitism') THEN 'slurs'
      WHEN folded IN ('flashing', 'flashing images', 'flashing lights', 'strobe', 'strobe lights') THEN 'flashing'
      WHEN folded IN ('spoilers', 'spoiler', 'how the film ends', 'how the book ends', 'how it ends', 'the ending', 'plot') THEN 'spoilers'
      ELSE 'own' END AS topic
      FROM (SELECT lower(btrim(normalize(coalesce(note ->> 'topic', '')))) AS folded FROM jsonb_array_elements(notes) AS note) AS named) AS said)
    ELSE '{}'
  END
$$;

ALTER TABLE "post_revision" ADD COLUMN "content_topics" TEXT[] NOT NULL DEFAULT '{}';

-- It follows from the notes, whoever writes the row, so nobody has to think of it and nobody can say otherwise.
CREATE FUNCTION post_revision_topics() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.content_topics := content_topics(NEW.content_answer, NEW.content_notes);
  RETURN NEW;
END $$;
CREATE TRIGGER post_revision_topics BEFORE INSERT OR UPDATE OF content_topics ON post_revision FOR EACH ROW EXECUTE FUNCTION post_revision_topics();

UPDATE post_revision SET content_topics = '{}' WHERE content_answer IN ('notes', 'withheld');

CREATE INDEX post_revision_noted ON post_revision (id) WHERE content_topics <> '{}';

CREATE VIEW published_post_topic AS
SELECT p.id AS post_id, named.topic
FROM post_revision r JOIN published_post p ON p.revision_id = r.id CROSS JOIN LATERAL unnest(r.content_topics) AS named (topic)
WHERE r.content_topics <> '{}';

-- What somebody wants done with texts of a topic; shown where nothing is said.
CREATE TYPE "reading_way" AS ENUM ('fold', 'leave_out');

CREATE TABLE "reading_choice" (
    "person_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "way" "reading_way" NOT NULL,

    CONSTRAINT "reading_choice_pkey" PRIMARY KEY ("person_id", "topic")
);
ALTER TABLE "reading_choice" ADD CONSTRAINT "reading_choice_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER nothing_for_who_has_left BEFORE INSERT ON reading_choice FOR EACH ROW EXECUTE FUNCTION nothing_for_who_has_left('person_id');

REVOKE EXECUTE ON FUNCTION content_topics(content_answer, jsonb), post_revision_topics() FROM PUBLIC;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_post_topic TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
