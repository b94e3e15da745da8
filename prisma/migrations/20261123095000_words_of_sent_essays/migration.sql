-- The log of decisions is searched by what essays said that readers sent; no other text of an essay has that reason.
CREATE INDEX post_revision_sent_words ON post_revision USING gin (to_tsvector('simple', left(title || '. ' || text, 100000))) WHERE reason = 'submitted';
