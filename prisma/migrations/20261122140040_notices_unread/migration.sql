-- Every page of somebody who is signed in says how many notices are unread, also after thousands that were read.
CREATE INDEX notice_unread ON notice (person_id, due_at) WHERE read_at IS NULL AND cancelled_at IS NULL;
