-- What was taken back is no history: neither a merger that was, nor its undoing.
CREATE OR REPLACE VIEW published_work_revision AS
SELECT r.id, p.id AS work_id, w.id AS of_work_id, r.number, r.reason AS cause, r.changes,
  coalesce(said.comment, r.note) AS note, CASE WHEN r.reason = 'proposal' THEN q.person_id END AS proposer_id, r.created_at AS at,
  r.proposal_id
FROM work_revision r
JOIN work w ON w.id = r.work_id
JOIN work p ON p.id = coalesce(w.merged_into_id, w.id) AND p.current_revision_id IS NOT NULL
LEFT JOIN proposal q ON q.id = r.proposal_id
LEFT JOIN proposal_revision said ON said.id = q.current_revision_id
WHERE r.reason = 'lock'
  OR (r.reason = 'merge' AND NOT EXISTS (SELECT FROM work_revision u WHERE u.merged_id = r.merged_id AND u.work_id = r.work_id AND u.reason = 'part' AND u.number > r.number))
  OR (r.reason = 'proposal' AND q.state = 'published'
    AND NOT EXISTS (SELECT FROM work_revision u WHERE u.proposal_id = r.proposal_id AND u.reason = 'undo' AND u.number > r.number));
