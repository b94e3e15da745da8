import { z } from 'zod'
import { currentViewer } from '#app/_web/viewer.ts'
import { sayWaiting } from '#components/comments/say-standing.ts'
import { readOwnComments } from '#lib/moderation/cases/read-own-comments.ts'
import { isSignedIn } from '#lib/viewer.ts'

/** Comments that are asked about at once, at most: as many as a page asks about, see watch-waiting.ts. */
const mostAsked = z.array(z.uuid()).min(1).max(50)

/** How texts of the viewer stand now that waited when a page was made, each asked for by `id`: null for what waits no more. */
export async function GET(request: Request) {
  const viewer = await currentViewer()
  if (!isSignedIn(viewer)) return new Response('Please sign in first.', { status: 401 })
  const asked = mostAsked.safeParse(new URL(request.url).searchParams.getAll('id'))
  if (!asked.success) return new Response('Please name one to fifty comments, each as id=…', { status: 400 })
  const list = await readOwnComments(viewer, 'waiting', { among: asked.data, limit: asked.data.length })
  const waiting = new Map((list?.entries ?? []).map((entry) => [entry.id, { says: sayWaiting(entry), beingRead: entry.beingRead }]))
  return Response.json(Object.fromEntries(asked.data.map((id) => [id, waiting.get(id) ?? null])))
}
