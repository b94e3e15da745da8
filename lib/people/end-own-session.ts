import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'
import { isSignedIn } from '#lib/viewer.ts'

/** Signs out one browser from another, by the name of its session, which opens nothing. Suspended people can do that too. */
export const endOwnSession = command({
  name: 'end-own-session',
  input: z.strictObject({ sessionId: z.hash('sha256') }),
  least: 'anonymous',
  load: async (tx, { sessionId }) => ({ session: await tx.session.findUnique({ where: { id: sessionId }, select: { id: true, personId: true } }) }),
  permit(viewer, { session }) {
    if (!isSignedIn(viewer)) return refuse('signed-out', 'You are signed out already.')
    return session?.personId === viewer.id ? null : refuse('not-found', 'That browser is signed out already.')
  },
  async perform({ tx, viewer, input, now }) {
    await tx.session.deleteMany({ where: { id: input.sessionId } })
    await noteEvent(tx, { kind: 'sign-out', personId: viewer.id, byId: viewer.id }, now)
    return done(null, viewer.id ? { type: 'person', id: viewer.id } : undefined)
  },
})
