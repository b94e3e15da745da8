import { route } from '#app/_web/handler.ts'
import { stream } from '#app/_web/stream.ts'
import { logFailure } from '#lib/http/log-failure.ts'
import type { Told } from '#lib/moderation/live/desk-feed.ts'
import { watchDesk } from '#lib/moderation/live/watch-desk.ts'

const watch = stream('moderator', (viewer, { since }, send, end) =>
  watchDesk(viewer, {
    since,
    tell: (told) => send(messageOf(told)),
    fail: (error) => {
      logFailure('live', error)
      end()
    },
  }),
)

/** A browser that comes back from here on has missed nothing; what no announcement told proves nothing of the kind. */
function messageOf({ heard, freeAt: _, ...changes }: Told) {
  return { event: 'desk', data: changes, ...(heard && { id: changes.at.toISOString() }) }
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: watch })
