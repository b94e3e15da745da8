-- When texts were sent here, without reading the texts.
CREATE INDEX comment_revision_sent ON comment_revision (created_at, id) WHERE reason IN ('submitted', 'resubmitted', 'edited');
