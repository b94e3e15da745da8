-- Until when somebody has seen everything in a thread. Kept by hand of the reader's own page; nobody else reads it.
CREATE TABLE thread_visit (
  person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE ON UPDATE CASCADE,
  post_id uuid NOT NULL REFERENCES post (id) ON DELETE CASCADE ON UPDATE CASCADE,
  since timestamptz(3) NOT NULL,
  until timestamptz(3) NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT thread_visit_pkey PRIMARY KEY (person_id, post_id),
  CONSTRAINT thread_visit_runs_forward CHECK (since <= until)
);
CREATE INDEX thread_visit_post_id_idx ON thread_visit (post_id);

-- What was approved last in a thread, and what since a moment. The expression is the view's: see 20261122120000_recent_replies.
CREATE INDEX comment_approved_in_thread ON comment (post_id, (CASE WHEN state = 'published' THEN published_at END) DESC) WHERE shown;
