-- A text that was emptied names no works either: what it was about, and what it gave them, went with its words.

CREATE FUNCTION revision_work_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM post_revision r WHERE r.id = OLD.post_revision_id AND (r.title, r.standfirst, r.source, r.html) = ('', '', '', '') AND NOT post_revision_was_shown(r.id)
     AND (NOT EXISTS (SELECT FROM authorship a JOIN person w ON w.id = a.person_id WHERE a.post_id = r.post_id AND w.deleted_at IS NULL)
       OR (r.reason <> 'submitted' AND EXISTS (SELECT FROM deleted_draft d WHERE d.post_id = r.post_id AND d.emptied_at IS NOT NULL)))) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'what a text was about stays with it' USING ERRCODE = 'AW001';
END $$;
DROP TRIGGER revision_work_no_change ON revision_work;
CREATE TRIGGER revision_work_no_change BEFORE UPDATE OR TRUNCATE ON revision_work FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER revision_work_keep BEFORE DELETE ON revision_work FOR EACH ROW EXECUTE FUNCTION revision_work_keep();

REVOKE EXECUTE ON FUNCTION revision_work_keep() FROM PUBLIC;

-- Of those who left before, and of what was emptied before.
DELETE FROM revision_work w USING post_revision r, post p
WHERE r.id = w.post_revision_id AND p.id = r.post_id AND p.kind = 'essay' AND (r.title, r.standfirst, r.source, r.html) = ('', '', '', '') AND NOT post_revision_was_shown(r.id)
  AND ((EXISTS (SELECT FROM authorship a WHERE a.post_id = p.id)
      AND NOT EXISTS (SELECT FROM authorship a JOIN person l ON l.id = a.person_id WHERE a.post_id = p.id AND l.deleted_at IS NULL))
    OR (r.reason <> 'submitted' AND EXISTS (SELECT FROM deleted_draft d WHERE d.post_id = p.id AND d.emptied_at IS NOT NULL)));
DELETE FROM import_cover c USING deleted_draft d WHERE d.post_id = c.post_id AND d.emptied_at IS NOT NULL;
