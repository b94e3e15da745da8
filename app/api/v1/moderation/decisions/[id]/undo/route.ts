import { handler, route } from '#app/_web/handler.ts'
import { runCommand } from '#lib/command.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import * as operations from '#lib/openapi/operations.ts'

const undo = handler(operations.undoModerationDecision, ({ viewer, params }) => runCommand(undoDecision, viewer, { decisionId: params.id }))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: undo })
