import type { Transaction } from '#lib/database.ts'

/** Lets one transaction at a time decide about an e-mail address, or about an account elsewhere. */
export async function lockAddress(tx: Transaction, address: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`address ${address}`}, 0))) AS locked`
}

/** Who has shown that an address is theirs. */
export function findOwner(tx: Transaction, email: string) {
  return tx.person.findFirst({ where: { email, emailVerifiedAt: { not: null } }, select: { id: true, handle: true } })
}
