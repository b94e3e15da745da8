import { reader } from '#lib/database.ts'
import { choosable, noChoices } from '#lib/posts/content-notes/choosable.ts'
import type { ReadingChoices } from '#lib/posts/content-notes/choosable.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'

/** What was read for a viewer. A viewer is read anew for each request, so several parts of a page ask once. */
const known = new WeakMap<Viewer, Promise<ReadingChoices>>()

/** What the viewer chose to have folded and left out. Who is not signed in keeps their choices in their browser. */
export async function readReadingChoices(viewer: Viewer): Promise<ReadingChoices> {
  if (!isSignedIn(viewer)) return noChoices
  const asked = known.get(viewer) ?? readChoices(viewer)
  known.set(viewer, asked)
  return asked
}

async function readChoices(viewer: SignedIn): Promise<ReadingChoices> {
  const rows = await reader().readingChoice.findMany({ where: { personId: viewer.id }, select: { topic: true, way: true } })
  if (rows.length === 0) return noChoices
  const chosen = (way: string) => choosable.filter((each) => rows.some((row) => row.topic === each && row.way === way))
  return { fold: [...chosen('fold'), ...chosen('leave_out')], leaveOut: chosen('leave_out') }
}
