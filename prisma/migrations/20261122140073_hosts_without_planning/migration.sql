-- A function in SQL is planned anew at each call from a trigger, which cost more than what it does.
CREATE OR REPLACE FUNCTION link_hosts_of(html text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF position('<a ' IN html) = 0 THEN RETURN '{}'; END IF;
  RETURN (SELECT coalesce(array_agg(DISTINCT regexp_replace(lower(link[1]), '^www\.', '')), '{}')
    FROM regexp_matches(html, '<a [^>]*href="https?://(?:[^/"?#@]*@)?([^/":?#&]+)', 'gi') AS link);
END $$;
