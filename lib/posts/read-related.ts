import { Prisma } from '#database'
import { publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { fixed } from '#lib/kept-plans.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes, SaidContent } from '#lib/posts/content-notes/content-notes.ts'

export type RelatedPost = { slug: string; title: string; author: string; contentNotes: ContentNotes }

/** How many are compared: the newest of all, and the newest of each tag. More would cost every reader of every essay. */
const compared = { newest: 60, ofTag: 30 }

/** Words shared with an essay that shares no tag, for it to be named at all: fewer are chance. */
const leastWords = 6

/** What a shared tag is worth, in shared words that few others have. */
const tagWeight = 3

/**
 * Essays to read after one, at most three: those that share its tags and the words that say most about it, where a word counts
 * the more the fewer of the compared essays have it. Parts of its own series are named elsewhere and left out.
 */
export function relatedTo(postId: string, leaveOut: readonly Choosable[]): Question<RelatedPost[]> {
  const tags = Prisma.sql`SELECT own.tag_id FROM published_post_tag own WHERE own.post_id = ${postId}::uuid`
  return publicQuestion(Prisma.sql`
    WITH near AS (
      (SELECT post_id FROM published_post_words ORDER BY at DESC, post_id DESC LIMIT ${fixed(compared.newest)})
      UNION
      SELECT of_tag.post_id FROM unnest(ARRAY(${tags})) AS tag(id) CROSS JOIN LATERAL
        (SELECT t.post_id FROM published_post_tag t WHERE t.tag_id = tag.id ORDER BY t.post_id DESC LIMIT ${fixed(compared.ofTag)}) of_tag
      EXCEPT
      SELECT other.post_id FROM published_series_post mine JOIN published_series_post other USING (series_id) WHERE mine.post_id = ${postId}::uuid
      EXCEPT
      SELECT post_id FROM published_post_topic WHERE topic = ANY(${[...leaveOut]}::text[])
      EXCEPT
      SELECT ${postId}::uuid
    ), likely AS MATERIALIZED (
      SELECT w.post_id, w.at, w.words, (SELECT count(*) FROM unnest(w.tags) AS tag WHERE tag = ANY(ARRAY(${tags}))) AS tags
      FROM near CROSS JOIN LATERAL (SELECT * FROM published_post_words known WHERE known.post_id = near.post_id LIMIT 1) w
    ), shared AS MATERIALIZED (
      SELECT post_id, word FROM likely CROSS JOIN LATERAL unnest(words) AS word
      WHERE word = ANY(ARRAY(SELECT unnest(own.words) FROM published_post_words own WHERE own.post_id = ${postId}::uuid))
    ), rarity AS (
      SELECT word, ln(1 + (SELECT count(*) FROM likely)::float / count(*)) AS weight FROM shared GROUP BY word
    ), likeness AS (
      SELECT post_id, count(*) AS words, sum(weight) AS weight FROM shared JOIN rarity USING (word) GROUP BY post_id
    ), best AS MATERIALIZED (
      SELECT post_id, at, tags * ${fixed(tagWeight)} + coalesce(weight, 0) AS score FROM likely LEFT JOIN likeness USING (post_id)
      WHERE tags > 0 OR likeness.words >= ${fixed(leastWords)} ORDER BY score DESC, at DESC, post_id LIMIT 3
    )
    SELECT p.slug, p.title, p.content_answer AS "contentAnswer", p.content_notes AS "contentNotes", coalesce(
      (SELECT string_agg(w.name, ', ' ORDER BY a.position)
       FROM published_authorship a JOIN published_person w ON w.id = a.person_id WHERE a.post_id = p.id), '') AS author
    FROM best CROSS JOIN LATERAL (SELECT * FROM published_post essay WHERE essay.id = best.post_id LIMIT 1) p ORDER BY best.score DESC, best.at DESC, best.post_id`,
  (rows: (Omit<RelatedPost, 'contentNotes'> & SaidContent)[]) => rows.map(({ slug, title, author, ...said }) => ({ slug, title, author, contentNotes: readContentNotes(said) })))
}
