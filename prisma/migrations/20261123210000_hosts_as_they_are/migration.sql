-- Texts that lead to one host are one group, however they are written. In plain words, what ends a sentence or stands around an address is no part of its host:
-- "see https://flood.example." and "(https://flood.example)" were groups of their own.
CREATE OR REPLACE FUNCTION hosts_named_in(words text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF position('://' IN words) = 0 THEN RETURN '{}'; END IF;
  RETURN (SELECT coalesce(array_agg(DISTINCT host), '{}') FROM (
    SELECT regexp_replace(regexp_replace(lower(link[1]), '[._~*-]+$', ''), '^www\.', '') AS host
    FROM regexp_matches(words, 'https?://(?:[^/?#@[:space:]]*@)?([^]/:?#&<>"''(){}|,;!\\[“”‘’«»…。，、（）[:space:]]+)', 'gi') AS link
  ) AS named WHERE host <> '');
END $$;

-- An address of version 6 stands in brackets, with colons in it: all of them were one host, called "[".
CREATE OR REPLACE FUNCTION link_hosts_of(html text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF position('<a ' IN html) = 0 THEN RETURN '{}'; END IF;
  -- No reluctant quantifier: the first of a pattern says for all of it whether it takes as much as it can or as little.
  RETURN (SELECT coalesce(array_agg(DISTINCT regexp_replace(lower(link[1]), '^www\.', '')), '{}')
    FROM regexp_matches(html, '<a [^>]*href="https?://(?:[^/"?#@]*@)?(\[[^]"]+\]|[^/":?#&]+)', 'gi') AS link);
END $$;

UPDATE review_item i SET link_hosts = hosts_named_in(r.text)
FROM proposal_revision r WHERE r.id = i.proposal_revision_id AND position('://' IN r.text) > 0 AND i.link_hosts IS DISTINCT FROM hosts_named_in(r.text);
UPDATE review_item i SET link_hosts = link_hosts_of(r.html) FROM comment_revision r WHERE r.id = i.comment_revision_id AND i.link_hosts @> ARRAY['['];
UPDATE review_item i SET link_hosts = link_hosts_of(r.html) FROM post_revision r WHERE r.id = i.post_revision_id AND i.link_hosts @> ARRAY['['];
