import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Whose comments are no news to a viewer: their own, and those of people whom they mute. */
export async function readNoNews(viewer: Viewer): Promise<string[]> {
  if (!viewer.id) return []
  const muted = await reader().mute.findMany({ where: { personId: viewer.id }, select: { mutedId: true } })
  return [viewer.id, ...muted.map(({ mutedId }) => mutedId)]
}

/** The condition on a published comment, whose writer may have no account. */
export function isNews(noNews: string[]): Prisma.Sql {
  return Prisma.sql`(author_id IS NULL OR author_id <> ALL (${noNews}::uuid[]))`
}
