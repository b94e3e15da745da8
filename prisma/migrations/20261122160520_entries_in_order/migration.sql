-- The place of a release is where it was: a word, and nothing to count by.
CREATE OR REPLACE FUNCTION work_entries(facts jsonb, field text) RETURNS SETOF jsonb LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT f.value -> 'value' FROM jsonb_each(facts -> 'facts') f WHERE f.key LIKE field || '/%'
  ORDER BY CASE WHEN jsonb_typeof(f.value #> '{value,place}') = 'number' THEN (f.value #>> '{value,place}')::integer ELSE 0 END, f.key
$$;
