import { readPostLines } from '#lib/posts/read-post-list.ts'
import type { PostLine } from '#lib/posts/read-post-list.ts'
import { readWorkPosts } from '#lib/works/read-post-works.ts'
import type { WorkPost } from '#lib/works/read-post-works.ts'

/** An essay with what it has to do with a work. */
export type WorkEssay = PostLine & Pick<WorkPost, 'role' | 'rated'>

export type EssayPage = { essays: WorkEssay[]; next: string | null; leftOut: number }

/** A page of the essays that name a work, as lines. Null when there is no such page. */
export async function readWorkEssays(workId: string, after: string | undefined, leaveOut: readonly string[]): Promise<EssayPage | null> {
  const page = await readWorkPosts(workId, after, leaveOut)
  if (!page) return null
  const lines = await readPostLines(page.posts.map(({ postId }) => postId))
  const essays = lines.flatMap((line) => page.posts.filter(({ postId }) => postId === line.id).map(({ role, rated }) => ({ ...line, role, rated })))
  return { essays, next: page.next, leftOut: page.leftOut }
}
