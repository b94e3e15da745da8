import { eventStream, hasEnoughStreams } from '#lib/http/event-stream.ts'
import type { EventStream } from '#lib/http/event-stream.ts'
import { momentFromOutside } from '#lib/moment.ts'
import { readSession } from '#lib/people/read-session.ts'
import { refuse } from '#lib/refusal.ts'
import { isSignedIn, permitRole } from '#lib/viewer.ts'
import type { SignedIn, ViewerRole } from '#lib/viewer.ts'
import { respondFailure, respondRefusal } from './handler.ts'
import { sessionSecret } from './session.ts'
import { noteTurnedAway } from './turn-away.ts'
import { currentViewer } from './viewer.ts'

/** Compression would keep events back until there are enough of them, and so would some proxies. */
const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-transform', 'X-Accel-Buffering': 'no' }

type Begin = (viewer: SignedIn, asked: { since: Date | null }, ...rest: Parameters<EventStream['begin']>) => () => void

/**
 * Server-sent events for people of a role. Who they are is asked again before anything is sent, so a stream ends with the session
 * or the role.
 * @param begin begins to send, from the last moment that the browser names, and gives what ends it
 */
export function stream(least: ViewerRole, begin: Begin) {
  return async (request: Request): Promise<Response> => {
    try {
      const [viewer, secret] = [await currentViewer(), await sessionSecret()]
      const stranger = permitRole(viewer, least)
      if (stranger) return respondRefusal(await noteTurnedAway(stranger, viewer))
      if (!isSignedIn(viewer)) return respondRefusal(refuse('signed-out', 'Please sign in first.'))
      if (hasEnoughStreams(viewer.id)) return respondRefusal(tooMany)
      const since = readMoment(request)
      const body = eventStream({
        person: viewer.id,
        signal: request.signal,
        stands: () => stillMay(secret, least),
        begin: (send, end) => begin(viewer, { since }, send, end),
      })
      return new Response(body, { headers })
    } catch (error) {
      return respondFailure('stream', error)
    }
  }
}

const tooMany = refuse('too-many', 'This is open in many tabs already. Close one of them first.', { retryAfterSeconds: 30 })

async function stillMay(secret: string, least: ViewerRole): Promise<boolean> {
  const viewer = await readSession(secret)
  return viewer !== null && permitRole(viewer, least) === null
}

/** The browser names the last event that it has seen; a page says when it was made. */
function readMoment(request: Request): Date | null {
  const said = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since') ?? ''
  return momentFromOutside.safeParse(said).success ? new Date(said) : null
}
