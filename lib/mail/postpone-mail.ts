import { z } from 'zod'
import { command } from '#lib/command.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Milliseconds until a mail that could not be sent is tried again: soon at first, then every hour. */
const pauses = [5_000, 30_000, 120_000, 600_000, 1_800_000]
const hour = 3_600_000
const day = 24 * hour

/** Tries in a week. Then it is given up. */
const mostTries = pauses.length + 7 * 24
/** Where the mail server said that it will not have this mail, it is asked once a day, and so often. */
const mostRefusals = 7

/** How often a mail was tried when every further try is an hour after the one before. */
export const triedForAWhile = pauses.length

/** Notes that a mail could not be sent, and asks for the next try; after a week of them it is given up, stays, and administrators see why. */
export const postponeMail = command({
  name: 'postpone-mail',
  input: z.strictObject({
    id: z.uuid(),
    /** The kind of failure, without an address. */
    trouble: z.string().min(1).max(200),
    /** The mail server will not have this very mail. */
    refused: z.boolean(),
  }),
  least: 'operator',
  unrecorded: true,
  load: async (tx, { id }) => (await tx.mail.findFirst({ where: { id, sentAt: null }, select: { attempts: true } })) ?? refuse('not-found', 'This mail has left.'),
  permit: () => null,
  async perform({ tx, input: { id, trouble, refused }, subject: { attempts }, now }) {
    const nextTryAt = attempts >= (refused ? mostRefusals : mostTries) ? null : new Date(now.getTime() + (refused ? day : (pauses[attempts - 1] ?? hour)))
    await tx.mail.update({ where: { id }, data: { trouble, nextTryAt }, select: { id: true } })
    if (nextTryAt) await addJob(tx, 'send-mail', { mailId: id }, { at: nextTryAt, key: id })
    return done({ attempts, nextTryAt }, { type: 'mail', id })
  },
})
