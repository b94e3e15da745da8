import type { Pool } from 'pg'

/** What the demo has none of, so that every table that readers are shown something of has a row which they are shown. */
export async function addOneOfEach(database: Pick<Pool, 'query'>): Promise<void> {
  for (const statement of statements) await database.query(statement)
}

/** The essay with the longest conversation, and a reply in it. */
const talked = `(SELECT id FROM published_post WHERE listed ORDER BY comment_count DESC, id LIMIT 1)`
const reply = `(SELECT id FROM published_comment WHERE post_id = ${talked} AND NOT tombstone ORDER BY path LIMIT 1)`

const statements = [
  `INSERT INTO setting (key, value) VALUES ('moderation.public-log', '"names"') ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`,
  `UPDATE post SET history_shown = true WHERE kind = 'essay'`,
  `INSERT INTO redirect (from_path, post_id, source) VALUES ('/2009/05/an-old-address', ${talked}, 'import')`,
  `INSERT INTO ping (id, post_id, kind, title, url, text, at, approved) VALUES (gen_random_uuid(), ${talked}, 'pingback', 'Elsewhere', 'https://elsewhere.example/', 'It was said there.', now(), true)`,
  `INSERT INTO given_day (id, post_id, was, given, at) SELECT gen_random_uuid(), ${talked}, now() - interval '9 days', now() - interval '8 days', now() - interval '7 days'`,
  `INSERT INTO house_text (id, page, source, html) VALUES (gen_random_uuid(), 'guidelines', 'Be kind.', E'<p>Be kind.</p>\\n')`,
  `INSERT INTO featured_comment (comment_id, post_id, at) SELECT ${reply}, ${talked}, now()`,
  `WITH g AS (INSERT INTO guest (id, name) VALUES (gen_random_uuid(), 'Somebody who passed') RETURNING id),
     c AS (INSERT INTO comment (id, post_id, guest_id, origin, import_key) SELECT gen_random_uuid(), ${talked}, g.id, 'import', 'staleness:1' FROM g RETURNING id)
   INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason) SELECT gen_random_uuid(), c.id, 'I passed.', '<p>I passed.</p>', 'I passed.', 1, 'imported' FROM c`,
  `UPDATE comment SET current_revision_id = r.id, state = 'published', published_at = now(), approved_revision_id = r.id, approved_digest = r.digest
   FROM comment_revision r WHERE comment.import_key = 'staleness:1' AND r.comment_id = comment.id`,
  `UPDATE tag SET parent_id = (SELECT id FROM tag WHERE slug <> 'film' ORDER BY slug LIMIT 1) WHERE slug = 'film'`,
  `INSERT INTO update_note (id, post_id, kind, body, html, at, comment_id) VALUES (gen_random_uuid(), ${talked}, 'correction', 'Corrected.', E'<p>Corrected.</p>\\n', now() - interval '1 day', ${reply})`,
]
