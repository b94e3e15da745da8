-- Lists of essays begin with the newest of very many, and are of what readers may see: by the moment of the view, which is that of a scheduled one as well.
CREATE INDEX post_newest ON post ((coalesce(published_at, publish_at)) DESC, id DESC) WHERE kind = 'essay' AND state <> 'unlisted' AND password_hash IS NULL;

-- The few who write and moderate among very many who read.
CREATE INDEX person_team ON person (created_at) WHERE role <> 'reader' AND deleted_at IS NULL;
