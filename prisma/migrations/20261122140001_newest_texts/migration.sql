-- The newest texts, whatever they belong to: what rehearsals compare repeats with.
CREATE INDEX comment_revision_newest ON comment_revision (created_at DESC, id DESC);
