import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done, refuse } from '#lib/refusal.ts'

/** A draft that has a second text beside it: the other one takes its place, or goes; or the whole draft goes. */
export const sortDraft = command({
  name: 'sort-draft',
  input: z.strictObject({
    draftId: z.uuid(),
    act: z.enum(['exchange', 'drop-aside', 'throw-away']),
    /** Of the draft as it was read, so that nothing goes that nobody has seen. */
    version: z.coerce.number().int().min(1).max(1e9),
  }),
  least: 'reader',
  suspendedToo: true,
  unrecorded: true,
  load: async (tx, { draftId }) => (await tx.replyDraft.findUnique({ where: { id: draftId } })) ?? refuse('not-found', 'This draft is not here any more.'),
  permit: (viewer, { personId }) => (personId === viewer.id ? null : refuse('not-found', 'This draft is not here any more.')),
  async perform({ tx, input: { act, version }, subject: { id, body, savedAt, aside, asideAt } }) {
    const which = { id, version }
    const next = { version: { increment: 1 } } as const
    const { count } = await (act === 'throw-away'
      ? tx.replyDraft.deleteMany({ where: which })
      : act === 'drop-aside' || !asideAt
        ? tx.replyDraft.updateMany({ where: which, data: { ...next, aside: '', asideAt: null } })
        : tx.replyDraft.updateMany({ where: which, data: { ...next, body: aside, savedAt: asideAt, aside: body, asideAt: savedAt } }))
    return count === 1 ? done({ act }) : refuse('conflict', 'This draft was changed meanwhile, so nothing was done. Here is how it is now.')
  },
})
