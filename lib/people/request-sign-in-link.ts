import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { makeMailLink } from '#lib/people/make-mail-link.ts'
import { emailField } from '#lib/people/person-fields.ts'
import { returnTarget } from '#lib/people/return-target.ts'
import { signInLetter } from '#lib/people/write-letters.ts'
import { done } from '#lib/refusal.ts'

/** Accounts that merely claim an address get a link each, up to this many; whoever reads the mailbox chooses. */
const claimsServed = 3

/** Sends a sign-in link to an address, when there is an account for it. The answer is the same when there is none. */
export const requestSignInLink = command({
  name: 'request-sign-in-link',
  input: z.strictObject({ email: emailField, then: z.string().default('') }),
  least: 'anonymous',
  load: (tx, { email }) => readAccounts(tx, email),
  permit: () => null,
  async perform({ tx, input: { email, then }, subject: accounts, now }) {
    if (accounts.length > 0) {
      const links = accounts.map(async ({ id, handle }) => {
        const secret = await makeMailLink(tx, { purpose: 'sign_in', email, personId: id }, now)
        return { handle, secret }
      })
      const target = returnTarget(then)
      await queueMail(tx, signInLetter(email, await Promise.all(links), target === '/' ? '' : target), now)
    }
    return done({ email })
  },
})

async function readAccounts(tx: Transaction, email: string): Promise<{ id: string; handle: string }[]> {
  const accounts = await tx.person.findMany({
    where: { email },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, handle: true, emailVerifiedAt: true },
  })
  const owner = accounts.find((account) => account.emailVerifiedAt !== null)
  return owner ? [owner] : accounts.slice(0, claimsServed)
}
