import type { Transaction } from '#lib/database.ts'
import { addJob } from '#lib/jobs/add-job.ts'

/** A mail as it is written: one recipient, plain text, the same as HTML where there is any, and header lines beside the usual ones. */
export type Letter = { to: string; subject: string; text: string; html?: string; headers?: Record<string, string> }

/**
 * Puts a mail in the post. It leaves after the transaction has committed, or never if it has not.
 * @returns its id
 * @throws when an address, the subject or a header has a line break
 */
export async function queueMail(tx: Transaction, letter: Letter, now: Date): Promise<string> {
  const { to, subject, text, html = '', headers = {} } = proveLines(letter)
  const { id } = await tx.mail.create({ data: { to, subject, text, html, headers, createdAt: now }, select: { id: true } })
  await addJob(tx, 'send-mail', { mailId: id }, { at: now, key: id })
  return id
}

/**
 * The letter itself.
 * @throws when an address, the subject or a header has a line break: input was not checked, and such a mail could carry other headers
 */
export function proveLines(letter: Letter): Letter {
  const lines = [letter.to, letter.subject, ...Object.entries(letter.headers ?? {}).flat()]
  // Control characters of any kind: some programs on the way take others than these two for the end of a line.
  if (lines.some((line) => /[\p{Cc}\u2028\u2029]/u.test(line))) throw new Error('A mail header with a line break')
  return letter
}
