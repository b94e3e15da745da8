import { z } from 'zod'
import { handler, route } from '#app/_web/handler.ts'
import { runCommand } from '#lib/command.ts'
import { holdCard, holdCardInput } from '#lib/moderation/live/hold-card.ts'
import { leaveCard, leaveCardInput } from '#lib/moderation/live/leave-card.ts'
import { takeOverCard } from '#lib/moderation/live/take-over-card.ts'
import { operation } from '#lib/openapi/operation.ts'

const none = z.object({})

/** The word of one tab of the desk about the card that is read in it. For our own pages; no part of the API. */
const sayPresence = operation({
  id: 'sayPresence',
  method: 'POST',
  path: '/moderation/presence',
  summary: 'Which card is read in a tab',
  asks: 'moderator',
  params: none,
  query: none,
  body: z.discriminatedUnion('act', [
    holdCardInput.extend({ act: z.literal('hold') }),
    holdCardInput.extend({ act: z.literal('take-over') }),
    // A page that is being closed names its card as well, which nobody needs.
    z.object({ act: z.literal('leave'), tab: leaveCardInput.shape.tab }),
  ]),
  answer: {
    status: 200,
    schema: z.object({ holder: z.object({ personId: z.uuid(), name: z.string(), since: z.iso.datetime() }).nullable() }),
    description: 'Who reads the card now',
  },
  refusals: [404, 422],
})

const say = handler(sayPresence, async ({ viewer, body: { act, ...seat } }) => {
  if (act === 'hold') return runCommand(holdCard, viewer, seat)
  if (act === 'take-over') return runCommand(takeOverCard, viewer, seat)
  return runCommand(leaveCard, viewer, seat)
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: say })
