import { z } from 'zod'
import { Prisma } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { lockNamedPerson } from '#lib/people/find-person.ts'
import { isSuspendedAt } from '#lib/people/in-force.ts'
import { endSessions } from '#lib/people/open-session.ts'
import { done, refuse } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'

/** The roles that a person can have. */
export const roleField = z.enum(['reader', 'author', 'moderator', 'administrator'], 'A role is reader, author, moderator or administrator.')

/** Gives somebody another role. Their sessions end, so that no page made for the old one stays open. */
export const changeRole = command({
  name: 'change-role',
  input: z.strictObject({ handle: z.string(), role: roleField }),
  least: 'administrator',
  async load(tx, { handle }) {
    await lockAdministrators(tx)
    return lockNamedPerson(tx, handle)
  },
  permit: () => null,
  async perform({ tx, viewer, input: { role }, subject, now }) {
    if (subject.role === role) return done({ role }, { type: 'person', id: subject.id })
    if (subject.role === 'administrator' && (await isLast(tx, subject.id, now))) {
      return refuse('conflict', 'Somebody has to look after this site: the last administrator stays one.')
    }
    await tx.person.updateMany({ where: { id: subject.id }, data: { role } })
    await endSessions(tx, subject.id)
    await noteEvent(tx, { kind: 'role-changed', personId: subject.id, byId: viewer.id, about: `${subject.role} to ${role}` }, now)
    return done({ role }, { type: 'person', id: subject.id })
  },
})

/** Two administrators who demote each other at once are one after the other here. */
async function lockAdministrators(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT id FROM person WHERE role = 'administrator' ORDER BY id FOR UPDATE`
}

/** Whoever is suspended looks after nothing, until that is over. */
async function isLast(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const [others] = await tx.$queryRaw<{ left: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM person WHERE role = 'administrator' AND id <> ${id}::uuid AND NOT ${isSuspendedAt(Prisma.sql`${now}::timestamptz`)}
    ) AS "left"`
  return others?.left === false
}
