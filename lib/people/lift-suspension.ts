import { z } from 'zod'
import { command } from '#lib/command.ts'
import { lockNamedPerson } from '#lib/people/find-person.ts'
import { permitOver } from '#lib/people/suspend-person.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Gives the right to write back before its time. */
export const liftSuspension = command({
  name: 'lift-suspension',
  input: z.strictObject({ handle: z.string() }),
  least: 'moderator',
  load: (tx, { handle }) => lockNamedPerson(tx, handle),
  permit: (viewer, subject) => permitOver(viewer, subject),
  async perform({ tx, subject }) {
    if (!subject.suspendedAt) return refuse('conflict', `${subject.name} is not suspended.`)
    await tx.person.updateMany({ where: { id: subject.id }, data: { suspendedAt: null, suspendedUntil: null, suspensionReason: '' } })
    return done(null, { type: 'person', id: subject.id })
  },
})
