import { z } from 'zod'
import { handler, route } from '#app/_web/handler.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { runCommand } from '#lib/command.ts'
import { keepDraft, keepDraftInput } from '#lib/comments/drafts/keep-draft.ts'
import { operation } from '#lib/openapi/operation.ts'

const none = z.object({})

/** What somebody is writing, kept while they write. For our own pages; no part of the API. */
const keepWriting = operation({
  id: 'keepWriting',
  method: 'POST',
  path: '/account/drafts',
  summary: 'Keep a reply that is being written',
  asks: 'reader',
  params: none,
  query: none,
  body: keepDraftInput,
  answer: { status: 200, schema: z.object({ version: z.int(), savedAt: z.iso.datetime().nullable() }), description: 'What is kept now' },
  refusals: [404, 409, 422, 429],
})

const keep = handler(keepWriting, async ({ viewer, body }) => (await takeOwnLimit('draft', viewer)) ?? runCommand(keepDraft, viewer, body))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: keep })
