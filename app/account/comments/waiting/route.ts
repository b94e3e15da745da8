import { currentViewer } from '#app/_web/viewer.ts'
import { sayWaiting } from '#components/comments/say-standing.ts'
import { readOwnComments } from '#lib/moderation/cases/read-own-comments.ts'
import { isSignedIn } from '#lib/viewer.ts'

/** Own texts that wait and are told of, at most: more than a page shows. */
const mostTold = 100

/** How the viewer’s texts that wait stand now, by the id of the comment: for pages that are open and ask again. */
export async function GET() {
  const viewer = await currentViewer()
  if (!isSignedIn(viewer)) return new Response('Please sign in first.', { status: 401 })
  const list = await readOwnComments(viewer, 'waiting', { limit: mostTold })
  return Response.json(Object.fromEntries((list?.entries ?? []).map((entry) => [entry.id, { says: sayWaiting(entry), beingRead: entry.beingRead }])))
}
