import type { ProofQuery } from '#lib/integrity/proof-query.ts'

/** What only people who have left ever saw of an essay is empty: nobody else was meant to read it. */
const emptied: ProofQuery = {
  name: 'drafts of who has left',
  things: 'texts that no reader saw',
  fault: 'still say something',
  sql: `
    SELECT 'revision ' || r.id AS about, (r.title, r.standfirst, r.excerpt, r.source, r.html, r.text) <> ('', '', '', '', '', '') OR r.cover IS NOT NULL OR r.content_notes IS NOT NULL AS wrong
    FROM post_revision r JOIN post p ON p.id = r.post_id
      JOIN (SELECT a.post_id FROM authorship a JOIN person w ON w.id = a.person_id GROUP BY a.post_id HAVING bool_and(w.deleted_at IS NOT NULL)) left_alone ON left_alone.post_id = p.id
    WHERE p.kind = 'essay' AND r.id IS DISTINCT FROM p.published_revision_id AND NOT EXISTS (SELECT FROM publication n WHERE n.revision_id = r.id)`,
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

/** What must be true of texts of essays, published or not. */
export const writingProofs: ProofQuery[] = [emptied, noted]
