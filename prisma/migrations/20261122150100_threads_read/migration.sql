-- A page of a thread shows ten levels and says where a branch goes on: what is deeper is never read on the way to it.
CREATE INDEX comment_shown_shallow ON comment (post_id, path) WHERE shown AND depth < 10;

-- A thread by time. The view says NULL for what a tombstone hides, so the index holds the same expression.
CREATE INDEX comment_by_time ON comment (post_id, (CASE WHEN state = 'published' THEN submitted_at END), id) WHERE state = 'published' AND shown;
