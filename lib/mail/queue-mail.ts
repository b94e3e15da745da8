import type { Transaction } from '#lib/database.ts'

/** A mail as it is written: one recipient, plain text. */
export type Letter = { to: string; subject: string; text: string }

/**
 * Puts a mail in the post. It leaves after the transaction has committed, or never if it has not.
 * @returns its id
 * @throws when the address or the subject has a line break: input was not checked, and such a mail could carry other headers
 */
export async function queueMail(tx: Transaction, letter: Letter, now: Date): Promise<string> {
  if (/[\r\n]/.test(letter.to + letter.subject)) throw new Error('A mail header with a line break')
  const { id } = await tx.mail.create({ data: { ...letter, createdAt: now }, select: { id: true } })
  return id
}
