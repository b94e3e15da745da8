import { z } from 'zod'
import { handler, route } from '#app/_web/handler.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { operation } from '#lib/openapi/operation.ts'
import { draftInput } from '#lib/posts/writing/draft-input.ts'
import { fewAtOnce } from '#lib/posts/writing/few-at-once.ts'
import { saveOrSetAside } from '#lib/posts/writing/save-or-set-aside.ts'

/** What an author is writing, saved while they write. For our own pages; no part of the API. */
const saveWriting = operation({
  id: 'saveWriting',
  method: 'POST',
  path: '/write/{id}/save',
  summary: 'Save an essay that is being written',
  asks: 'reader',
  params: z.object({ id: z.uuid() }),
  query: z.object({}),
  body: draftInput.omit({ postId: true }),
  answer: {
    status: 200,
    schema: z.object({ version: z.int(), savedAt: z.iso.datetime(), words: z.int(), minutes: z.int(), revisionId: z.uuid(), worksKept: z.boolean() }),
    description: 'What is kept now',
  },
  refusals: [404, 409, 413, 422, 429],
})

const save = handler(saveWriting, async ({ viewer, params, body }) => (await takeOwnLimit('draft', viewer)) ?? fewAtOnce(viewer, () => saveOrSetAside(viewer, { ...body, postId: params.id })))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: save })
