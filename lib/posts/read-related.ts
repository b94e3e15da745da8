import { publicReader } from '#lib/database.ts'

export type RelatedPost = { slug: string; title: string; author: string }

/** How many are compared: the newest that share a tag, and the newest of all. More would cost every reader of every essay. */
const compared = 60

/** Words shared with an essay that shares no tag, for it to be named at all: fewer are chance. */
const leastWords = 6

/** What a shared tag is worth, in shared words that few others have. */
const tagWeight = 3

/**
 * Essays to read after one, at most three: those that share its tags and the words that say most about it, where a word counts
 * the more the fewer of the compared essays have it. Parts of its own series are named elsewhere and left out.
 */
export async function readRelated(postId: string, tagIds: string[]): Promise<RelatedPost[]> {
  return publicReader().$queryRaw<RelatedPost[]>`
    WITH near AS (
      (SELECT p.id FROM published_post_tag t JOIN published_post p ON p.id = t.post_id
       WHERE t.tag_id = ANY(${tagIds}::uuid[]) AND p.listed GROUP BY p.id, p.published_at
       ORDER BY count(*) DESC, p.published_at DESC LIMIT ${compared})
      UNION
      (SELECT p.id FROM published_post p WHERE p.listed ORDER BY p.published_at DESC, p.id DESC LIMIT ${compared})
      EXCEPT
      (SELECT other.post_id FROM published_series_post own JOIN published_series_post other USING (series_id) WHERE own.post_id = ${postId}::uuid)
      EXCEPT
      SELECT ${postId}::uuid
    ), words AS (
      SELECT near.id, word FROM near JOIN published_post_words w ON w.post_id = near.id CROSS JOIN LATERAL unnest(w.words) AS word
      WHERE word = ANY((SELECT own.words FROM published_post_words own WHERE own.post_id = ${postId}::uuid)::text[])
    ), rarity AS (
      SELECT word, ln(1 + (SELECT count(*) FROM near)::float / count(*)) AS weight FROM words GROUP BY word
    ), likeness AS (
      SELECT id, sum(weight) AS weight, count(*) AS shared FROM words JOIN rarity USING (word) GROUP BY id
    ), tags AS (
      SELECT t.post_id AS id, count(*) AS shared FROM published_post_tag t JOIN near ON near.id = t.post_id
      WHERE t.tag_id = ANY(${tagIds}::uuid[]) GROUP BY t.post_id
    )
    SELECT p.slug, p.title, coalesce(
      (SELECT string_agg(w.name, ', ' ORDER BY a.position)
       FROM published_authorship a JOIN published_person w ON w.id = a.person_id WHERE a.post_id = p.id), '') AS author
    FROM near JOIN published_post p ON p.id = near.id LEFT JOIN likeness ON likeness.id = near.id LEFT JOIN tags ON tags.id = near.id
    WHERE tags.shared IS NOT NULL OR likeness.shared >= ${leastWords}
    ORDER BY coalesce(tags.shared, 0) * ${tagWeight} + coalesce(likeness.weight, 0) DESC, p.published_at DESC, p.id LIMIT 3`
}
