import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done } from '#lib/refusal.ts'

/** Notes that a mail has left. Its text goes: it may hold a link that signs in, or ends mail without asking who presses it. */
export const confirmDelivery = command({
  name: 'confirm-delivery',
  input: z.strictObject({ id: z.uuid() }),
  least: 'operator',
  load: async () => ({}),
  permit: () => null,
  async perform({ tx, input: { id }, now }) {
    await tx.mail.updateMany({ where: { id, sentAt: null }, data: { sentAt: now, text: '', html: '', headers: {}, trouble: '', nextTryAt: null } })
    return done(null, { type: 'mail', id })
  },
})
