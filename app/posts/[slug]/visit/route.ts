import { z } from 'zod'
import { handler, route } from '#app/_web/handler.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { pathPart } from '#app/_web/search-params.ts'
import { runCommand } from '#lib/command.ts'
import { noteVisit, noteVisitInput } from '#lib/comments/visits/note-visit.ts'
import { operation } from '#lib/openapi/operation.ts'

/** A page of a thread has been opened, or left, by somebody with an account. For our own pages; no part of the API. */
const sayVisit = operation({
  id: 'sayVisit',
  method: 'POST',
  path: '/posts/{slug}/visit',
  summary: 'Until when a reader has seen everything in a thread',
  asks: 'anybody',
  params: noteVisitInput.pick({ slug: true }),
  query: z.object({}),
  body: noteVisitInput.omit({ slug: true }),
  answer: { status: 200, schema: z.object({}), description: 'Noted' },
  refusals: [401, 404, 422, 429],
})

const say = handler(sayVisit, async ({ viewer, params, body }) => (await takeOwnLimit('visit', viewer)) ?? runCommand(noteVisit, viewer, { slug: pathPart(params.slug), ...body }))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: say })
