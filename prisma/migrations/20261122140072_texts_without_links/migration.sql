-- Most texts have no link, and looking for hosts in them was the dearest part of putting one into the queue.
CREATE OR REPLACE FUNCTION link_hosts_of(html text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT regexp_replace(lower(found[1]), '^www\.', '')), '{}')
  FROM regexp_matches(CASE WHEN position('<a ' IN html) > 0 THEN html ELSE '' END,
    '<a [^>]*href="https?://(?:[^/"?#@]*@)?([^/":?#&]+)', 'gi') AS found
$$;
