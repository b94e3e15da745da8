import type { ProofQuery } from '#lib/integrity/proof-query.ts'

/** Texts that may show images, by the name under which their uses are known. */
const texts = [
  `SELECT 'post_revision' AS used_by, id, concat_ws(' ', source, html, cover::text) AS words FROM post_revision WHERE source LIKE '%/media/%' OR html LIKE '%/media/%' OR cover IS NOT NULL`,
  `SELECT 'house_text', id, concat_ws(' ', source, html) FROM house_text`,
  `SELECT 'series', id, concat_ws(' ', description, description_html) FROM series`,
  `SELECT 'update_note', id, concat_ws(' ', body, html) FROM update_note`,
]

/**
 * Worked out anew from the texts themselves: of every image that is there it is known which saved texts name it and which do not, and of one that
 * goes, that none does.
 */
const used: ProofQuery = {
  name: 'images',
  things: 'uses of images',
  fault: 'are not known, are known of no text, or are of an image that goes',
  sql: `
    SELECT coalesce(n.used_by, u.used_by) || ' ' || coalesce(n.id, u.used_id) || ' and image ' || m.name AS about,
      n.id IS NULL OR (m.gone_at IS NULL) <> (u.used_id IS NOT NULL) AS wrong
    FROM (SELECT DISTINCT t.used_by, t.id, (regexp_matches(t.words, '/media/([0-9a-f]{24}-[1-9][0-9]{0,3}x[1-9][0-9]{0,3})(?![0-9])', 'g'))[1] AS name
      FROM (${texts.join(' UNION ALL ')}) t) n
    FULL JOIN media_use u ON u.used_by = n.used_by AND u.used_id = n.id AND u.name = n.name
    JOIN media m ON m.name = coalesce(n.name, u.name)`,
}

/** What must be true of images. */
export const mediaProofs: ProofQuery[] = [used]
