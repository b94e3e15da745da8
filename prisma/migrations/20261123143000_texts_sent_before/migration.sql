-- What is asked of whoever sends a text, before it is taken in: whether they sent the very same, found by the text and not among
-- all that was ever written; and how much of theirs was approved and waits, counted within an index, however much they have written.
CREATE INDEX "comment_revision_digest_idx" ON "comment_revision"("digest");
CREATE INDEX comment_sent ON comment (author_id) INCLUDE (state, approved_revision_id, submitted_at, id) WHERE author_id IS NOT NULL;
