import type { Transaction } from '#lib/database.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { findOwner } from '#lib/people/lock-address.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import { alreadyHereLetter, signInLinkMinutes, verifyLetter, verifyLinkHours } from '#lib/people/write-letters.ts'

type LinkPurpose = 'sign_in' | 'verify_address'

const lives: Record<LinkPurpose, number> = { sign_in: signInLinkMinutes * 60, verify_address: verifyLinkHours * 3600 }

/** Makes a link that goes out by mail. @returns its secret, which is nowhere else */
export async function makeMailLink(tx: Transaction, link: { purpose: LinkPurpose; email: string; personId: string }, now: Date): Promise<string> {
  const secret = makeSecret()
  const expiresAt = new Date(now.getTime() + lives[link.purpose] * 1000)
  await tx.mailLink.create({ data: { id: digestOf(secret), ...link, createdAt: now, expiresAt }, select: { id: true } })
  return secret
}

/**
 * Asks by mail whether an address is this person's. Whoever has shown that already gets word instead, and the one who asked
 * sees no difference.
 */
export async function askForProof(tx: Transaction, person: { id: string; handle: string; email: string }, now: Date): Promise<void> {
  const { id: personId, handle, email } = person
  const owner = await findOwner(tx, email)
  const secret = await makeMailLink(tx, { purpose: 'verify_address', email, personId }, now)
  await queueMail(tx, owner ? alreadyHereLetter(email, owner.handle) : verifyLetter(email, handle, secret), now)
}
