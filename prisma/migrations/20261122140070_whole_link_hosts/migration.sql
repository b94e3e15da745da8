-- The first quantifier of a pattern says for all of it whether it takes as much as it can or as little: a reluctant one at
-- the beginning made a host end after its first letter.
CREATE OR REPLACE FUNCTION link_hosts_of(html text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT regexp_replace(lower(found[1]), '^www\.', '')), '{}')
  FROM regexp_matches(html, '<a [^>]*href="https?://(?:[^/"?#@]*@)?([^/":?#&]+)', 'gi') AS found
$$;

UPDATE review_item i SET link_hosts = link_hosts_of(r.html)
FROM comment_revision r WHERE r.id = i.comment_revision_id AND i.link_hosts <> '{}';
