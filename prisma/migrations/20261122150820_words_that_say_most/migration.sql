-- The forty words that say most about a post, so that two posts are compared by two short lists and not by two texts. Taken from the
-- words that the search keeps, whenever those change: a word in the title counts eight times one in the text, in the standfirst and
-- the tags four times, in a heading twice.
CREATE TABLE "post_words" (
    "post_id" UUID NOT NULL,
    "words" TEXT[] NOT NULL,

    CONSTRAINT "post_words_pkey" PRIMARY KEY ("post_id")
);

ALTER TABLE "post_words" ADD CONSTRAINT "post_words_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post_search"("post_id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION words_that_say_most(words tsvector) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(lexeme ORDER BY said DESC, lexeme), '{}') FROM (
    SELECT lexeme, (SELECT sum(CASE weight WHEN 'A' THEN 8 WHEN 'B' THEN 4 WHEN 'C' THEN 2 ELSE 1 END) FROM unnest(weights) weight) AS said
    FROM unnest(words)
    WHERE length(lexeme) > 3 AND lexeme !~ '[0-9./@]'
    ORDER BY said DESC, lexeme LIMIT 40
  ) most
$$;

CREATE FUNCTION post_words_refresh() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO post_words (post_id, words) VALUES (NEW.post_id, words_that_say_most(NEW.words))
  ON CONFLICT (post_id) DO UPDATE SET words = EXCLUDED.words WHERE post_words.words <> EXCLUDED.words;
  RETURN NULL;
END $$;
CREATE TRIGGER post_words AFTER INSERT OR UPDATE OF words ON post_search FOR EACH ROW EXECUTE FUNCTION post_words_refresh();
REVOKE EXECUTE ON FUNCTION words_that_say_most(tsvector), post_words_refresh() FROM PUBLIC;

INSERT INTO post_words (post_id, words) SELECT post_id, words_that_say_most(words) FROM post_search;

CREATE VIEW published_post_words AS
SELECT w.post_id, w.words FROM post_words w JOIN published_post p ON p.id = w.post_id WHERE p.listed;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterword_public') THEN
    GRANT SELECT ON published_post_words TO afterword_public;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'no right to the role afterword_public: public pages read without a role of their own';
END $$;
