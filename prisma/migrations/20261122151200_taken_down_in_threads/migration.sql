-- What was taken down stands in its place for moderators, and what waits for its writer: both are found there without reading the rest
-- of a long thread.
CREATE INDEX comment_hidden ON comment (post_id, path) WHERE state = 'hidden';
CREATE INDEX comment_own_unseen ON comment (author_id, post_id, path) WHERE state <> 'published';
DROP INDEX comment_own_waiting;
