import { reader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What a viewer has said about a conversation: about all of it, and about branches by the id of their first comment. Null: nothing. */
export type SaidOfThread = { thread: boolean | null; branches: Map<string, boolean> }

/** What the viewer has said of the conversation under a post and of the branches that some of its comments begin. */
export async function readSaidOfThread(viewer: Viewer, postId: string, commentIds: readonly string[]): Promise<SaidOfThread> {
  if (!viewer.id) return { thread: null, branches: new Map() }
  const rows = await reader().follow.findMany({
    where: { personId: viewer.id, OR: [{ postId }, { commentId: { in: [...commentIds] } }] },
    select: { postId: true, commentId: true, wanted: true },
  })
  return {
    thread: rows.find((row) => row.postId !== null)?.wanted ?? null,
    branches: new Map(rows.flatMap(({ commentId, wanted }) => (commentId ? [[commentId, wanted]] : []))),
  }
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
