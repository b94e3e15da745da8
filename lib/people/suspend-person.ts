import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockNamedPerson } from '#lib/people/find-person.ts'
import { endSessions } from '#lib/people/open-session.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { roles } from '#lib/viewer.ts'
import type { Viewer, ViewerRole } from '#lib/viewer.ts'

/**
 * Takes the right to write from somebody, until a moment or until it is given back. All their sessions end; they may sign in
 * again, read, and see why.
 */
export const suspendPerson = command({
  name: 'suspend-person',
  input: z.strictObject({
    handle: z.string(),
    reason: z.string().trim().min(1, 'Please say why; the person will read it.').max(500, 'Please say it in at most 500 characters.'),
    /** A day, or a moment; empty: without end. */
    until: z.union([z.literal(''), z.iso.date(), z.iso.datetime({ offset: true })], 'Please give a date, or leave it empty.').default(''),
  }),
  least: 'moderator',
  load: (tx, { handle }) => lockNamedPerson(tx, handle),
  permit: (viewer, subject) => permitOver(viewer, subject),
  async perform({ tx, input: { reason, until }, subject, now }) {
    const suspendedUntil = until === '' ? null : new Date(until)
    if (suspendedUntil && suspendedUntil <= now) return refuseField('until', 'This moment has passed. Please give a later one.')
    await tx.person.updateMany({ where: { id: subject.id }, data: { suspendedAt: now, suspendedUntil, suspensionReason: reason } })
    await endSessions(tx, subject.id)
    return done({ until: suspendedUntil }, { type: 'person', id: subject.id })
  },
})

/** Nobody has a say over somebody of the same rank or a higher one, nor over oneself. */
export function permitOver(viewer: Viewer, subject: { role: ViewerRole }): Refusal | null {
  const above = roles.indexOf(viewer.role) > roles.indexOf(subject.role)
  return above ? null : refuse('forbidden', 'You cannot do this to somebody of your own rank or above.')
}
