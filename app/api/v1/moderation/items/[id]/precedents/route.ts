import { handler, route } from '#app/_web/handler.ts'
import { readPrecedents } from '#lib/moderation/decisions/read-precedents.ts'
import * as operations from '#lib/openapi/operations.ts'
import { done } from '#lib/refusal.ts'

const read = handler(operations.listPrecedents, async ({ viewer, params }) => {
  const precedents = await readPrecedents(viewer, params.id)
  return precedents.ok ? done({ items: precedents.value, next: null }) : precedents
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: read })
