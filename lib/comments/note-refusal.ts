import { z } from 'zod'
import { command, runCommand } from '#lib/command.ts'
import { refusingRule } from '#lib/comments/refusing-rule.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { operator } from '#lib/viewer.ts'

/**
 * A rule refused a text. Of the text nothing is kept, nor whose it was: the row of the audit log is all there is, and what tells
 * moderators how often a rule refuses.
 */
export const noteRefusal = command({
  name: 'note-refusal',
  input: z.strictObject({ rule: z.string().min(1).max(100) }),
  least: 'operator',
  load: async () => ({}),
  permit: () => null,
  perform: async ({ input: { rule } }) => done(null, { type: 'rule', id: rule }),
})

/** Passes on what became of a text, after noting the rule that refused it, if one did. */
export async function notingRefusal<Value>(outcome: Outcome<Value>): Promise<Outcome<Value>> {
  const rule = outcome.ok ? undefined : refusingRule(outcome)
  if (rule !== undefined) await runCommand(noteRefusal, operator, { rule })
  return outcome
}
