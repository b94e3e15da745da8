import type { ProofQuery } from '#lib/integrity/proof-query.ts'

/** Worked out anew from the texts themselves: of every image that is there it is known which saved texts name it, and of one that goes, that none does. */
const used: ProofQuery = {
  name: 'images',
  things: 'uses of images',
  fault: 'are not known, or of an image that goes',
  sql: `
    SELECT 'revision ' || named.id || ' and image ' || m.name AS about,
      (m.gone_at IS NULL) <> EXISTS (SELECT FROM media_use u WHERE u.name = m.name AND u.used_by = 'post_revision' AND u.used_id = named.id) AS wrong
    FROM (SELECT DISTINCT r.id, (regexp_matches(concat_ws(' ', r.source, r.html, r.cover::text), '/media/([0-9a-f]{24}-[1-9][0-9]{0,3}x[1-9][0-9]{0,3})(?![0-9])', 'g'))[1] AS name
      FROM post_revision r WHERE r.source LIKE '%/media/%' OR r.html LIKE '%/media/%' OR r.cover IS NOT NULL) named
    JOIN media m ON m.name = named.name`,
}

/** What must be true of images. */
export const mediaProofs: ProofQuery[] = [used]
