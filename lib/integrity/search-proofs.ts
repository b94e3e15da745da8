import type { ProofQuery } from '#lib/integrity/proof-query.ts'

/** Whose words are kept is who may be found. Which words, a function would have to say for each text; the triggers do. */
const posts: ProofQuery = {
  name: 'posts to be found',
  things: 'posts',
  fault: 'are kept to be found, or not, against the rule',
  sql: `
    SELECT 'post ' || p.id AS about,
      (s.post_id IS NOT NULL) <> (p.password_hash IS NULL AND p.state IN ('published', 'scheduled'))
        OR (s.post_id IS NOT NULL AND s.at IS DISTINCT FROM coalesce(p.published_at, p.publish_at)) AS wrong
    FROM post p LEFT JOIN post_search s ON s.post_id = p.id`,
}

const comments: ProofQuery = {
  name: 'comments to be found',
  things: 'comments',
  fault: 'are kept to be found, or not, against the rule',
  sql: `
    SELECT 'comment ' || c.id AS about,
      (s.comment_id IS NOT NULL) <> (c.state = 'published')
        OR (s.comment_id IS NOT NULL AND (s.post_id, s.author_id, s.at) IS DISTINCT FROM (c.post_id, c.author_id, c.submitted_at)) AS wrong
    FROM comment c LEFT JOIN comment_search s ON s.comment_id = c.id`,
}

const people: ProofQuery = {
  name: 'people to be found',
  things: 'people',
  fault: 'have no words to be found by',
  sql: `SELECT 'person ' || p.id AS about, s.person_id IS NULL AS wrong FROM person p LEFT JOIN person_search s ON s.person_id = p.id`,
}

/** What must be true of the words by which texts and people are found. */
export const searchProofs: ProofQuery[] = [posts, comments, people]
