import { handler, route } from '#app/_web/handler.ts'
import { runCommand } from '#lib/command.ts'
import { allReasons } from '#lib/comments/reasons.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import type { Outcome } from '#lib/refusal.ts'
import * as operations from '#lib/openapi/operations.ts'

const create = handler(operations.createDecision, ({ viewer, params, body: { action, version, revision = '', reason = '', note = '', passage = '' } }) =>
  runCommand(decide, viewer, { itemId: params.id, action, version, revision, passage, ...giveReason(reason.trim(), note.trim()) }).then(nameReason),
)

/** One field for programs: a ready-made reason by its code, or the moderator's own words. What the writer reads is never made up. */
function giveReason(reason: string, note: string) {
  if (allReasons.some(({ code }) => code === reason)) return { reasonCode: reason, reasonNote: note }
  const words = [reason, note].filter(Boolean).join(' ')
  return words === '' ? {} : { reasonCode: 'other', reasonNote: words }
}

/** A refusal names the fields of this address. */
function nameReason<Value>(outcome: Outcome<Value>): Outcome<Value> {
  if (outcome.ok || !outcome.fields?.reasonCode) return outcome
  const { reasonCode, ...fields } = outcome.fields
  return { ...outcome, fields: { ...fields, reason: reasonCode } }
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: create })
