import { handler, route } from '#app/_web/handler.ts'
import { readComment } from '#lib/comments/list-comments.ts'
import * as operations from '#lib/openapi/operations.ts'
import { done } from '#lib/refusal.ts'

const get = handler(operations.getComment, async ({ viewer, params }) => {
  const comment = await readComment(params.id, viewer)
  return comment.ok ? done({ ...comment.value, url: `/c/${comment.value.id}` }) : comment
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get })
