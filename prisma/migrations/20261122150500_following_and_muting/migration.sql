
-- One thing at a time is followed, and nobody follows or mutes themselves.
ALTER TABLE follow
  ADD CONSTRAINT follow_one_thing CHECK (num_nonnulls(post_id, comment_id, author_id) = 1),
  ADD CONSTRAINT follow_somebody_else CHECK (person_id <> author_id);
ALTER TABLE mute ADD CONSTRAINT mute_somebody_else CHECK (person_id <> muted_id);

-- Nobody is told twice of one comment or one essay, whatever is undone, hidden and restored afterwards.
CREATE UNIQUE INDEX notice_once_a_comment ON notice (person_id, comment_id) WHERE kind IN ('reply', 'mention', 'branch', 'thread');
CREATE UNIQUE INDEX notice_once_a_post ON notice (person_id, post_id) WHERE kind = 'post';
