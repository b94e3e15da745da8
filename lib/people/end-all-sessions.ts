import { z } from 'zod'
import { command } from '#lib/command.ts'
import { endLinks, endSessions, endTokens } from '#lib/people/open-session.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'
import { isSignedIn } from '#lib/viewer.ts'

/** Signs out everywhere, here too, and ends the tokens of the API. Suspended people can do that as well. */
export const endAllSessions = command({
  name: 'end-all-sessions',
  input: z.strictObject({}),
  least: 'anonymous',
  load: async () => ({}),
  permit: (viewer) => (isSignedIn(viewer) ? null : refuse('signed-out', 'You are signed out already.')),
  async perform({ tx, viewer, now }) {
    if (!isSignedIn(viewer)) return refuse('signed-out', 'You are signed out already.')
    await endLinks(tx, viewer.id)
    await endSessions(tx, viewer.id)
    await endTokens(tx, viewer.id, now)
    await noteEvent(tx, { kind: 'signed-out-everywhere', personId: viewer.id, byId: viewer.id }, now)
    return done(null, { type: 'person', id: viewer.id })
  },
})
