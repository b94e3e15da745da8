import { z } from 'zod'
import { handler, route } from '#app/_web/handler.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { operation } from '#lib/openapi/operation.ts'
import { draftSource } from '#lib/posts/writing/draft-text.ts'
import { fewAtOnce } from '#lib/posts/writing/few-at-once.ts'
import { previewDraft } from '#lib/posts/writing/preview-draft.ts'

/** What an author is writing, as readers will see it, while they write. For our own pages; no part of the API. */
const previewWriting = operation({
  id: 'previewWriting',
  method: 'POST',
  path: '/write/{id}/preview-text',
  summary: 'See an essay that is being written as readers will',
  asks: 'reader',
  params: z.object({ id: z.uuid() }),
  query: z.object({}),
  body: z.strictObject({ source: draftSource }),
  answer: { status: 200, schema: z.object({ html: z.string(), words: z.int(), minutes: z.int() }), description: 'The text as it would be shown' },
  refusals: [404, 413, 422, 429],
})

const preview = handler(previewWriting, async ({ viewer, params, body }) =>
  (await takeOwnLimit('preview', viewer)) ?? fewAtOnce(viewer, () => previewDraft(viewer, { postId: params.id, source: body.source })))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: preview })
