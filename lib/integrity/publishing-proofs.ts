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

/** Of one post readers saw one text at a time, and each for no less than nothing. */
const oneAtATime: ProofQuery = {
  name: 'one text at a time',
  things: 'texts before readers',
  fault: 'stood there beside another, or ended before they began',
  sql: `
    SELECT 'publication ' || n.id AS about,
      coalesce(n.until_at < n.from_at, false) OR coalesce(lead(n.from_at) OVER (PARTITION BY n.post_id ORDER BY n.from_at, n.until_at NULLS LAST) < coalesce(n.until_at, 'infinity'), false) AS wrong
    FROM publication n`,
}

/** Whoever agreed to write an essay is an author of it, and nobody else who was asked is. */
const agreed: ProofQuery = {
  name: 'who agreed to write',
  things: 'invitations',
  fault: 'do not say what the authors of the essay say',
  sql: `
    SELECT 'post ' || i.post_id AS about, (i.agreed_at IS NOT NULL) IS DISTINCT FROM (a.post_id IS NOT NULL) AS wrong
    FROM author_invitation i LEFT JOIN authorship a ON a.post_id = i.post_id AND a.person_id = i.person_id`,
}

/** What readers with a password see is noted, so that it stays as it is when the password is taken away. */
const opened: ProofQuery = {
  name: 'texts behind a password',
  things: 'posts with a password that somebody may know',
  fault: 'are not noted as what was opened',
  sql: `
    SELECT 'post ' || p.id AS about, o.revision_id IS NULL AS wrong
    FROM post p LEFT JOIN opened_text o ON o.revision_id = p.published_revision_id AND o.post_id = p.id WHERE p.password_since IS NOT NULL`,
}

/** What must be true of what is published, and where. */
export const publishingProofs: ProofQuery[] = [publications, oneAtATime, addresses, agreed, opened]
