import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { writeNotices } from '#lib/notices/write-notices.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Tells somebody that they are asked to write an essay with others, unless that was taken back or answered before, or they mute who asks. */
export const tellOfInvitation = command({
  name: 'tell-of-invitation',
  input: z.strictObject({ postId: z.uuid(), personId: z.uuid() }),
  least: 'operator',
  unrecorded: true,
  load: async (tx, asked) => (await readOpen(tx, asked)) ?? refuse('not-found', 'Nobody waits for an answer.'),
  permit: () => null,
  async perform({ tx, input: { postId, personId }, subject: { invitedAt: at }, now }) {
    await writeNotices(tx, [{ personId, kind: 'invitation', commentId: null, postId, at, dueAt: now }])
    return done(null, { type: 'post', id: postId })
  },
})

async function readOpen(tx: Transaction, { postId, personId }: { postId: string; personId: string }): Promise<{ invitedAt: Date } | null> {
  return tx.authorInvitation.findFirst({
    where: { postId, personId, agreedAt: null, declinedAt: null, invitedBy: { mutedBy: { none: { personId } } } }, select: { invitedAt: true },
  })
}
