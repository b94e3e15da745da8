import { publicReader } from '#lib/database.ts'

export type RelatedPost = { slug: string; title: string; author: string }

/** The essays that share most tags with one, newest first among equals; at most three. */
export async function readRelated(postId: string, tagIds: string[]): Promise<RelatedPost[]> {
  if (tagIds.length === 0) return []
  return publicReader().$queryRaw<RelatedPost[]>`
    SELECT p.slug, p.title, coalesce(
      (SELECT string_agg(w.name, ', ' ORDER BY a.position)
       FROM published_authorship a JOIN published_person w ON w.id = a.person_id WHERE a.post_id = p.id), '') AS author
    FROM (
      SELECT post_id, count(*) AS shared FROM published_post_tag
      WHERE tag_id = ANY(${tagIds}::uuid[]) AND post_id <> ${postId}::uuid GROUP BY post_id
    ) kin JOIN published_post p ON p.id = kin.post_id
    WHERE p.listed ORDER BY kin.shared DESC, p.published_at DESC LIMIT 3`
}
