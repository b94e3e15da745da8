import { randomUUID } from 'node:crypto'
import { handler, leadOn, route } from '#app/_web/handler.ts'
import { listComments } from '#lib/comments/list-comments.ts'
import { requestContext } from '#lib/http/request-context.ts'
import { receiveReply } from '#lib/moderation/rules/receive-reply.ts'
import * as operations from '#lib/openapi/operations.ts'
import { done } from '#lib/refusal.ts'

const list = handler(operations.listComments, async ({ params, query }) => {
  const page = await listComments(params.slug, query)
  if (!page.ok) return page
  return done({ ...page.value, items: page.value.items.map((comment) => ({ ...comment, url: `/c/${comment.id}` })) })
})

const create = handler(operations.createComment, ({ viewer, params, body, headers }) =>
  receiveReply(
    viewer,
    {
      slug: params.slug,
      parentId: body.parentId ?? '',
      body: body.body,
      // Apart from the keys of forms. Who sends none means every request as a text of its own.
      idempotencyKey: `api-key:${headers.get('idempotency-key')?.trim() || randomUUID()}`,
    },
    requestContext()?.address ?? '',
  ),
)

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: leadOn(list, '/comments'), POST: leadOn(create, '/comments') })
