import { pathPart } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { readMutedLatest } from '#lib/comments/visits/read-muted-latest.ts'
import { isSignedIn } from '#lib/viewer.ts'

type Context = { params: Promise<{ slug: string }> }

/** Which of the latest approvals are of people whom the viewer mutes: for open pages, when something has come in. */
export async function GET(_: Request, { params }: Context) {
  const viewer = await currentViewer()
  if (!isSignedIn(viewer)) return new Response('Please sign in first.', { status: 401 })
  return Response.json({ muted: await readMutedLatest(viewer, pathPart((await params).slug)) })
}
