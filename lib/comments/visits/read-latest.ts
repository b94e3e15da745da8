import { latestNamed } from '#lib/comments/visits/latest-named.ts'
import { publicReader } from '#lib/database.ts'

/** What was approved last in a thread: the same for everybody who asks. */
export type Latest = { latest: { id: string; approved: Date }[] }

/**
 * The comments of a post that were approved last, the newest first. One that is published and missing here is older than the last
 * of them; one that was here and is not any more has been taken away.
 * @returns null when there is no such post to be seen
 */
export async function readLatest(slug: string): Promise<Latest | null> {
  const post = await publicReader().publishedPost.findUnique({ where: { slug }, select: { id: true } })
  if (!post) return null
  const rows = await publicReader().$queryRaw<{ id: string; approved: Date }[]>`
    SELECT id, published_at AS approved FROM published_comment
    WHERE post_id = ${post.id}::uuid AND published_at IS NOT NULL ORDER BY published_at DESC, id LIMIT ${latestNamed}`
  return { latest: rows }
}
