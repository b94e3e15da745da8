import type { ProofQuery } from '#lib/integrity/proof-query.ts'

/** What only people who have left ever saw of an essay is empty: nobody else was meant to read it. */
const emptied: ProofQuery = {
  name: 'drafts of who has left',
  things: 'texts that no reader saw',
  fault: 'still say something',
  sql: `
    SELECT 'revision ' || r.id AS about, (r.title, r.standfirst, r.excerpt, r.source, r.html, r.text) <> ('', '', '', '', '', '') OR r.cover IS NOT NULL OR r.content_notes IS NOT NULL
      OR EXISTS (SELECT FROM revision_work n WHERE n.post_revision_id = r.id) AS wrong
    FROM post_revision r JOIN post p ON p.id = r.post_id
      JOIN (SELECT a.post_id FROM authorship a JOIN person w ON w.id = a.person_id GROUP BY a.post_id HAVING bool_and(w.deleted_at IS NOT NULL)) left_alone ON left_alone.post_id = p.id
    WHERE p.kind = 'essay' AND r.id IS DISTINCT FROM p.published_revision_id AND NOT EXISTS (SELECT FROM publication n WHERE n.revision_id = r.id)
      AND NOT EXISTS (SELECT FROM opened_text o WHERE o.revision_id = r.id)`,
}

/** What a text is noted for, by which readers fold it and leave it out, is what its author answered. */
const noted: ProofQuery = {
  name: 'topics of texts',
  things: 'texts with notes',
  fault: 'are noted for something else than their authors said',
  sql: `
    SELECT 'revision ' || id AS about, content_topics IS DISTINCT FROM content_topics(content_answer, content_notes) AS wrong
    FROM post_revision WHERE content_topics <> '{}' OR content_answer IN ('notes', 'withheld')`,
}

/** Every text that was saved can be come back to: its post has a draft, or the draft waits among the deleted ones. */
const reachable: ProofQuery = {
  name: 'texts within reach',
  things: 'posts with texts',
  fault: 'have neither a draft nor one that was deleted',
  sql: `
    SELECT 'post ' || p.id AS about, p.draft_revision_id IS NULL AND p.published_revision_id IS NULL AND d.post_id IS NULL AS wrong
    FROM post p LEFT JOIN deleted_draft d ON d.post_id = p.id WHERE EXISTS (SELECT FROM post_revision r WHERE r.post_id = p.id)`,
}

/** A deleted draft is one that no reader saw; once its days are over nothing of it is left but what moderators were sent. */
const deleted: ProofQuery = {
  name: 'deleted drafts',
  things: 'deleted drafts',
  fault: 'stand somewhere all the same, were read, or say something after their days',
  sql: `
    SELECT 'post ' || d.post_id AS about,
      p.draft_revision_id IS NOT NULL OR post_was_read(d.post_id) OR p.state NOT IN ('draft', 'archived') OR r.post_id <> d.post_id
      OR EXISTS (SELECT FROM guest_post g WHERE g.post_id = d.post_id AND g.state IN ('held', 'published'))
      OR (d.emptied_at IS NOT NULL AND EXISTS (SELECT FROM post_revision t WHERE t.post_id = d.post_id AND t.reason <> 'submitted'
        AND ((t.title, t.standfirst, t.excerpt, t.source, t.html, t.text) <> ('', '', '', '', '', '') OR t.cover IS NOT NULL OR t.content_notes IS NOT NULL
          OR EXISTS (SELECT FROM revision_work n WHERE n.post_revision_id = t.id)))) AS wrong
    FROM deleted_draft d JOIN post p ON p.id = d.post_id JOIN post_revision r ON r.id = d.revision_id`,
}

/** What must be true of texts of essays, published or not. */
export const writingProofs: ProofQuery[] = [emptied, noted, reachable, deleted]
