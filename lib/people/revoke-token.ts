import { z } from 'zod'
import { command } from '#lib/command.ts'
import { digestOf } from '#lib/people/make-secret.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Ends a token. Its person can, and the command line. */
export const revokeToken = command({
  name: 'revoke-token',
  input: z.strictObject({ token: z.string().min(1).max(200) }),
  least: 'reader',
  load: async (tx, { token }) =>
    (await tx.apiToken.findUnique({ where: { digest: digestOf(token) }, select: { id: true, personId: true } })) ??
    refuse('not-found', 'There is no such token.'),
  permit: (viewer, { personId }) => (viewer.role === 'operator' || viewer.id === personId ? null : refuse('not-found', 'There is no such token.')),
  async perform({ tx, subject, now }) {
    const revoked = await tx.apiToken.updateMany({ where: { id: subject.id, revokedAt: null }, data: { revokedAt: now } })
    if (revoked.count !== 1) return refuse('conflict', 'This token was revoked before.')
    return done(null, { type: 'api-token', id: subject.id })
  },
})
