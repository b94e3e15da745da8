-- Functions of ours are for triggers and for who writes, not for the role of the public pages.
REVOKE EXECUTE ON FUNCTION post_revision_saved(), post_revision_was_shown(uuid) FROM PUBLIC;
