import { z } from 'zod'
import { command, runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { takeLimit } from '#lib/limits.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { passwordProblem } from '#lib/people/check-password.ts'
import { findViewer } from '#lib/people/find-person.ts'
import { hashPassword, verifyPassword } from '#lib/people/hash-password.ts'
import { endLinks, endSessions, endTokens } from '#lib/people/open-session.ts'
import { needsPresentPassword } from '#lib/people/read-account.ts'
import { passwordChangedLetter } from '#lib/people/write-letters.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** The change itself. Only {@link changePassword} runs it: it names the hash it checked, so that of two changes one wins. */
const storePassword = command({
  name: 'change-password',
  input: z.strictObject({ checkedHash: z.string(), newHash: z.string().min(1), keepSecret: z.string() }),
  least: 'anonymous',
  load: async () => ({}),
  permit: (viewer) => (isSignedIn(viewer) ? null : refuse('signed-out', 'Please sign in first.')),
  async perform({ tx, viewer, input: { checkedHash, newHash, keepSecret }, now }) {
    const person = await findViewer(tx, viewer)
    if (!person || (person.passwordHash ?? '') !== checkedHash) {
      return refuse('conflict', 'Your password was changed elsewhere a moment ago. This change was not made.')
    }
    await endLinks(tx, person.id)
    await tx.person.updateMany({ where: { id: person.id }, data: { passwordHash: newHash } })
    await endSessions(tx, person.id, keepSecret)
    await endTokens(tx, person.id, now)
    if (person.email && person.emailVerifiedAt) await queueMail(tx, passwordChangedLetter(person.email, person.handle), now)
    await noteEvent(tx, { kind: 'password-changed', personId: person.id, byId: person.id }, now)
    return done(null, { type: 'person', id: person.id })
  },
})

/**
 * Changes one's own password and signs out all other browsers, API tokens included. The present password is asked for, except when there is none
 * or the session began with a link by mail a moment ago: that is how a forgotten password is replaced.
 * @param secret of the session that asks; it goes on
 */
export async function changePassword(viewer: Viewer, secret: string, input: { presentPassword: string; password: string }): Promise<Outcome<null>> {
  if (!isSignedIn(viewer)) return refuse('signed-out', 'Please sign in first.')
  const tooMany = await takeLimit('password-change', viewer.id)
  if (tooMany) return tooMany
  const person = await reader().person.findUniqueOrThrow({ where: { id: viewer.id }, select: { passwordHash: true, email: true, handle: true, name: true } })
  const checkedHash = person.passwordHash ?? ''
  const known = !(await needsPresentPassword(viewer.id, secret)) || (await verifyPassword(checkedHash, input.presentPassword.slice(0, 1000)))
  if (!known) return refuseField('presentPassword', 'This is not your present password.')
  const problem = passwordProblem(input.password, [person.handle, person.name, person.email ?? ''])
  if (problem) return refuseField('password', problem)
  return runCommand(storePassword, viewer, { checkedHash, newHash: await hashPassword(input.password), keepSecret: secret })
}
