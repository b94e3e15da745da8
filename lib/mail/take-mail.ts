import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done, refuse } from '#lib/refusal.ts'

const headers = z.record(z.string(), z.string())

/** Counts one more try to send a mail. @returns the mail, as it is to be sent. Refused when it has left already. */
export const takeMail = command({
  name: 'take-mail',
  input: z.strictObject({ id: z.uuid() }),
  least: 'operator',
  unrecorded: true,
  load: async (tx, { id }) => (await tx.mail.findFirst({ where: { id, sentAt: null }, select: { id: true } })) ?? refuse('not-found', 'This mail has left.'),
  permit: () => null,
  async perform({ tx, input: { id } }) {
    const mail = await tx.mail.update({
      where: { id },
      data: { attempts: { increment: 1 } },
      select: { id: true, to: true, subject: true, text: true, html: true, headers: true },
    })
    return done({ ...mail, headers: headers.parse(mail.headers) }, { type: 'mail', id })
  },
})
