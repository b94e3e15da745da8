import { z } from 'zod'
import { command } from '#lib/command.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { done, refuse } from '#lib/refusal.ts'

/** An administrator has a mail that could not be sent tried at once, and for another week from now on if need be. */
export const retryMail = command({
  name: 'retry-mail',
  input: z.strictObject({ id: z.uuid() }),
  least: 'administrator',
  load: async (tx, { id }) => (await tx.mail.findUnique({ where: { id }, select: { id: true } })) ?? refuse('not-found', 'There is no such mail.'),
  permit: () => null,
  async perform({ tx, input: { id }, now }) {
    const put = await tx.mail.updateMany({ where: { id, sentAt: null, trouble: { not: '' } }, data: { attempts: 0, trouble: '', nextTryAt: null, createdAt: now } })
    if (put.count === 0) return refuse('conflict', 'This mail has left meanwhile, or is being sent.')
    await addJob(tx, 'send-mail', { mailId: id }, { at: now, key: id })
    return done(null, { type: 'mail', id })
  },
})
