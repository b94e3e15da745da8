import { handler, route } from '#app/_web/handler.ts'
import { runCommand } from '#lib/command.ts'
import { reasons } from '#lib/comments/reasons.ts'
import { decide } from '#lib/moderation/decide.ts'
import * as operations from '#lib/openapi/operations.ts'

const create = handler(operations.createDecision, ({ viewer, params, body: { action, version, reason = '', note = '' } }) =>
  runCommand(decide, viewer, { itemId: params.id, action, version, ...giveReason(action, reason.trim(), note.trim()) }),
)

/** One field for programs: a ready-made reason by its code, or the moderator's own words, which may be missing. */
function giveReason(action: string, reason: string, note: string) {
  if (reasons.some(({ code }) => code === reason)) return { reasonCode: reason, reasonNote: note }
  const words = [reason, note].filter(Boolean).join(' ')
  if (words === '' && ['approve', 'restore'].includes(action)) return {}
  return { reasonCode: 'other', reasonNote: words || 'No reason was given.' }
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: create })
