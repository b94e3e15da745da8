import { latestNamed } from '#lib/comments/visits/latest-named.ts'
import { publicReader, reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/**
 * Of the comments of a post that were approved last (see read-latest.ts), those whose writer the viewer mutes. Kept apart from that
 * list, which is the same for everybody.
 * @returns their ids; none where there is no such post to be seen
 */
export async function readMutedLatest(viewer: Viewer, slug: string): Promise<string[]> {
  const post = await publicReader().publishedPost.findUnique({ where: { slug }, select: { id: true } })
  if (!post || !viewer.id) return []
  const rows = await reader().$queryRaw<{ id: string }[]>`
    SELECT latest.id FROM (
      SELECT id, author_id FROM published_comment
      WHERE post_id = ${post.id}::uuid AND published_at IS NOT NULL ORDER BY published_at DESC, id LIMIT ${latestNamed}
    ) latest
    JOIN mute m ON m.muted_id = latest.author_id AND m.person_id = ${viewer.id}::uuid`
  return rows.map(({ id }) => id)
}
