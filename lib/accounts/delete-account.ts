import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Prisma } from '#database'
import { findOwnAlone, forgetDrafts } from '#lib/accounts/forget-drafts.ts'
import { lockForLeaving, readHindrance } from '#lib/accounts/hindrances.ts'
import { keptForOne } from '#lib/accounts/kept-for-one.ts'
import { countSoleEssays, essayWishes, settleEssays } from '#lib/accounts/own-essays.ts'
import { takeBackWaiting } from '#lib/accounts/take-back-waiting.ts'
import { command, runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import type { Transaction } from '#lib/database.ts'
import { takeLimit } from '#lib/limits.ts'
import { needsPasswordToLeave } from '#lib/accounts/read-leaving.ts'
import { findViewer } from '#lib/people/find-person.ts'
import { verifyPassword } from '#lib/people/hash-password.ts'
import { leftName } from '#lib/people/left-name.ts'
import { lockAddress } from '#lib/people/lock-address.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** The deletion itself. Only {@link leaveForGood} runs it: it names the hash it checked, so that it is the account that was shown. */
export const deleteAccount = command({
  name: 'delete-account',
  input: z.strictObject({ checkedHash: z.string(), essays: z.enum([...essayWishes, '']).default('') }),
  least: 'reader',
  suspendedToo: true,
  alone: true,
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, viewer, input: { checkedHash, essays }, now }) {
    if (!isSignedIn(viewer)) return refuse('signed-out', 'Please sign in first.')
    await takeTurn(tx, viewer.id)
    const address = await lockDoors(tx, viewer.id)
    await takeBackWaiting(tx, viewer.id, now)
    await lockForLeaving(tx, viewer.id)
    const person = await findViewer(tx, viewer)
    if (!person || (person.passwordHash ?? '') !== checkedHash || person.email !== address) return refuse('conflict', 'Your account was changed elsewhere a moment ago. Nothing was deleted.')
    const hindrance = await readHindrance(tx, viewer.id, now)
    if (hindrance) return refuse('conflict', hindrance)
    if (essays === '' && (await countSoleEssays(tx, viewer.id)) > 0) return refuseField('essays', 'Please say what is to become of your essays. Nothing was deleted.')
    const alone = await findOwnAlone(tx, viewer.id)
    await settleEssays(tx, viewer.id, essays === 'take-down' ? 'take-down' : 'stay', now)
    await forget(tx, person)
    await emptyPerson(tx, person, now)
    await forgetDrafts(tx, alone)
    await noteEvent(tx, { kind: 'account-deleted', personId: viewer.id, byId: viewer.id }, now)
    return done(null, { type: 'person', id: viewer.id })
  },
})

/**
 * Somebody leaves for good, after showing that it is them: by their password, or by having signed in a moment ago where there is
 * none or a link was used.
 * @param secret of the session that asks
 * @param essays what becomes of essays that they alone wrote: `stay` or `take-down`; empty where there are none
 */
export async function leaveForGood(viewer: Viewer, secret: string, password: string, essays = ''): Promise<Outcome<null>> {
  if (!isSignedIn(viewer)) return refuse('signed-out', 'Please sign in first.')
  const tooMany = await takeLimit('password-change', viewer.id)
  if (tooMany) return tooMany
  const { passwordHash } = await reader().person.findUniqueOrThrow({ where: { id: viewer.id }, select: { passwordHash: true } })
  const needed = await needsPasswordToLeave(viewer.id, secret)
  if (needed === 'sign-in-again') return refuse('forbidden', 'You signed in a while ago. To be sure that it is you, please sign in again, and come back here within half an hour.')
  const known = needed === 'nothing' || (await verifyPassword(passwordHash ?? '', password.slice(0, 1000)))
  if (!known) return refuseField('presentPassword', 'This is not your password. Nothing was deleted.')
  return runCommand(deleteAccount, viewer, { checkedHash: passwordHash ?? '', essays })
}

/** Somebody signs in or up in this moment, or shows that the address is theirs: they take the same locks, in the same order. @returns the address */
async function lockDoors(tx: Transaction, personId: string): Promise<string | null> {
  await tx.$queryRaw`SELECT id FROM mail_link WHERE person_id = ${personId}::uuid ORDER BY id FOR UPDATE`
  const { email } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } })
  if (email !== null) await lockAddress(tx, email)
  return email
}

type Leaver = { id: string; email: string | null; emailVerifiedAt: Date | null }

/** All that was kept for them alone. What others did, and the log of it, stays. */
async function forget(tx: Transaction, { id: personId, email, emailVerifiedAt }: Leaver): Promise<void> {
  for (const { table, column } of keptForOne) await tx.$executeRaw`DELETE FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(column)} = ${personId}::uuid`
  await tx.chosenName.updateMany({ where: { personId }, data: { name: '', former: null } })
  await tx.guest.updateMany({ where: { personId }, data: { name: leftName, email: '', website: '' } })
  // An address that was only claimed may be somebody else's, and so may what was sent there.
  if (email && emailVerifiedAt) await tx.mail.deleteMany({ where: { to: email } })
  else if (email && (await tx.person.count({ where: { email } })) === 1) await tx.mail.deleteMany({ where: { to: email } })
}

async function emptyPerson(tx: Transaction, { id, email, emailVerifiedAt }: Leaver, now: Date): Promise<void> {
  const proved = emailVerifiedAt ? (email ?? '') : ''
  const measured = proved !== '' && (await measuresInForce(tx, id, now)).length > 0
  const { skeleton } = await tx.person.findUniqueOrThrow({ where: { id }, select: { skeleton: true } })
  await tx.person.updateMany({
    where: { id },
    data: {
      name: leftName, handle: `left-${id.replaceAll('-', '')}`, skeleton: `left:${digest(skeleton)}`, role: 'reader',
      email: null, emailVerifiedAt: null, passwordHash: null, importKey: null, pronouns: '', biography: '', biographyHtml: '', website: '',
      deletedAt: now, leftAddress: measured ? digest(proved) : null,
    },
  })
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
