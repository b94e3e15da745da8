-- Chinese, Japanese, Thai and others set no space between words, so a text in them was one word for each of its sentences, and found by
-- the whole of it. Now every two signs beside each other are a word, and each sign is one; the program asks in the same way: split-runs.ts.
CREATE FUNCTION split_runs(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  signs constant text := '[\u0E01-\u0E3A\u0E40-\u0E4E\u0E81-\u0EDF\u1000-\u109F\u1780-\u17DD\u3005\u3041-\u3096\u30A1-\u30FA\u30FC\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003134F]';
BEGIN
  IF words !~ signs THEN
    RETURN words;
  END IF;
  RETURN (
    WITH letter AS (
      SELECT l, at, l ~ signs AS sign FROM regexp_split_to_table(words, '') WITH ORDINALITY AS s (l, at)
    ), beside AS (
      SELECT l, at, sign, lead(l) OVER w AS next, coalesce(lead(sign) OVER w, false) AS goes_on, coalesce(lag(sign) OVER w, false) AS came
      FROM letter WINDOW w AS (ORDER BY at)
    )
    SELECT string_agg(
      CASE WHEN NOT sign THEN l
        WHEN goes_on THEN ' ' || l || next
        WHEN came THEN ' '
        ELSE ' ' || l || ' ' END, '' ORDER BY at)
      || ' ' || (SELECT string_agg(l, ' ' ORDER BY l COLLATE "C") FROM (SELECT DISTINCT l FROM letter WHERE sign) each)
    FROM beside);
END $$;
REVOKE EXECUTE ON FUNCTION split_runs(text) FROM PUBLIC;

-- Whatever folds the words of a text splits them as well.
ALTER FUNCTION fold_words(text) RENAME TO fold_letters;
CREATE FUNCTION fold_words(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN split_runs(fold_letters(words));
END $$;
REVOKE EXECUTE ON FUNCTION fold_words(text) FROM PUBLIC;

-- What is there already.
SELECT post_search_refresh(p.id) FROM post p JOIN post_revision r ON r.id = p.published_revision_id
WHERE p.state IN ('published', 'scheduled') AND split_runs(r.title || r.standfirst || r.text) <> r.title || r.standfirst || r.text;
SELECT comment_search_refresh(c.id) FROM comment c JOIN comment_revision r ON r.id = c.approved_revision_id
WHERE c.state = 'published' AND split_runs(r.text) <> r.text;
INSERT INTO person_search (person_id, words)
SELECT id, setweight(to_tsvector('simple', fold_words(name || ' . ' || handle)), 'A')
  || to_tsvector('simple', fold_words(left(CASE WHEN role <> 'reader' THEN biography_html ELSE '' END, 150000)))
FROM person WHERE split_runs(name || biography_html) <> name || biography_html
ON CONFLICT (person_id) DO UPDATE SET words = EXCLUDED.words;
