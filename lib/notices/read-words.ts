import { Prisma } from '#database'
import { insideQuestion, known } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What the viewer has said about hearing of the conversation under a post; null: nothing. */
export function saidOfThread(viewer: Viewer, postId: string): Question<boolean | null> {
  if (!viewer.id) return known(null)
  return insideQuestion(
    Prisma.sql`SELECT f.wanted FROM follow f WHERE f.person_id = ${viewer.id}::uuid AND f.post_id = ${postId}::uuid`,
    ([row]: { wanted: boolean }[]) => row?.wanted ?? null,
  )
}

/** What can be said about somebody on their page; null for oneself and for those who are not signed in. */
export async function readSaidOfPerson(viewer: Viewer, handle: string): Promise<{ id: string; follows: boolean; mutes: boolean } | null> {
  if (!viewer.id || viewer.handle === handle) return null
  const person = await reader().person.findUnique({
    where: { handle },
    select: { id: true, followers: { where: { personId: viewer.id }, select: { wanted: true } }, mutedBy: { where: { personId: viewer.id }, select: { at: true } } },
  })
  return person && { id: person.id, follows: person.followers.some(({ wanted }) => wanted), mutes: person.mutedBy.length > 0 }
}
