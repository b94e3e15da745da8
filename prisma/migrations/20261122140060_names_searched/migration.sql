-- Names of people and guests by their words, for searching the queue. No language is assumed.
CREATE INDEX person_words ON person USING gin (to_tsvector('simple', name || ' ' || handle));
CREATE INDEX guest_words ON guest USING gin (to_tsvector('simple', name));
