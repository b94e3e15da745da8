import { handler, route } from '#app/_web/handler.ts'
import { readQueue } from '#lib/moderation/desk/read-queue.ts'
import * as operations from '#lib/openapi/operations.ts'

const read = handler(operations.readModerationQueue, ({ viewer, query }) => readQueue(viewer, query))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: read })
