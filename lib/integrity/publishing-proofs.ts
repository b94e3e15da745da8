import type { ProofQuery } from '#lib/integrity/proof-query.ts'

/** What readers see, or will see at its minute, is noted, and nothing else is noted as going on. */
const publications: ProofQuery = {
  name: 'texts before readers',
  things: 'posts',
  fault: 'are not noted as what readers see',
  sql: `
    SELECT 'post ' || p.id AS about,
      (SELECT n.revision_id FROM publication n WHERE n.post_id = p.id AND n.until_at IS NULL)
        IS DISTINCT FROM CASE WHEN p.password_hash IS NULL AND p.state IN ('published', 'unlisted', 'scheduled') THEN p.published_revision_id END AS wrong
    FROM post p`,
}

/** An address leads to one post: none is the present one of a post and a former one of another. */
const addresses: ProofQuery = {
  name: 'addresses of posts',
  things: 'former addresses',
  fault: 'are the present address of a post',
  sql: `
    SELECT 'address ' || d.from_path AS about, p.id IS NOT NULL AS wrong
    FROM redirect d LEFT JOIN post p ON '/posts/' || p.slug = d.from_path`,
}

/** What must be true of what is published, and where. */
export const publishingProofs: ProofQuery[] = [publications, addresses]
