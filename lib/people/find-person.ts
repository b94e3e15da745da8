import type { Transaction } from '#lib/database.ts'
import { refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

const shape = {
  id: true, handle: true, name: true, role: true, email: true, emailVerifiedAt: true, passwordHash: true, importKey: true,
} as const

/** A person in the database, locked until the transaction ends, so that two changes of one person follow each other. Who has left is nobody. */
async function lockPerson(tx: Transaction, handle: string) {
  await tx.$queryRaw`SELECT id FROM person WHERE handle = ${handle} FOR UPDATE`
  return tx.person.findUnique({ where: { handle, deletedAt: null }, select: shape })
}

/** The same, or a sentence beside the field `handle`. */
export async function lockNamedPerson(tx: Transaction, handle: string): Promise<NonNullable<Awaited<ReturnType<typeof lockPerson>>> | Refusal> {
  return (await lockPerson(tx, handle)) ?? refuseField('handle', `There is nobody with the handle ${handle}.`)
}

/** Who is acting, locked; null when they are no person. */
export function findViewer(tx: Transaction, viewer: Viewer) {
  return isSignedIn(viewer) ? lockPerson(tx, viewer.handle) : null
}
