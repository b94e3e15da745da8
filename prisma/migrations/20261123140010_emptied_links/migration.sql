-- Of a sent essay that was emptied, because its writer left, the queue remembers no link: it says what the text says.
UPDATE review_item i SET link_hosts = '{}' FROM post_revision r
WHERE r.id = i.post_revision_id AND i.link_hosts <> '{}' AND (r.title, r.source, r.html) = ('', '', '');
