'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { runCommand } from '#lib/command.ts'
import { saveRule } from '#lib/moderation/rules/save-rule.ts'
import { startRehearsal } from '#lib/moderation/rules/start-rehearsal.ts'
import { switchRule } from '#lib/moderation/rules/switch-rule.ts'
import { refuseField } from '#lib/refusal.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'

/** What is left when the fields that every rule has are taken away are the settings of its kind. */
export const saveRuleAction = commandAction(saveRule, {
  input: ({ ruleId, version, kind, name, severity, sentence, scope, of, ...settings }) => ({ ruleId, version, kind, name, severity, sentence, scope, of, settings }),
  redirectTo: ({ ruleId, version }) => addressOf(ruleId, { saved: String(version) }, '#rehearsal'),
})

export const rehearseAction = commandAction(startRehearsal, {
  input: ({ ruleId, version }) => ({ ruleId, version }),
  redirectTo: ({ ruleId, rehearsalId }, { saved }) => addressOf(ruleId, { saved, rehearsal: rehearsalId }, '#rehearsal'),
})

export const switchRuleAction = commandAction(switchRule, {
  input: ({ ruleId, version, to }) => ({ ruleId, version, to }),
  redirectTo: ({ ruleId, version, state }, { saved }) => addressOf(ruleId, { saved, now: `${state}-${version}` }),
})

/**
 * The page of a rule, under an address that it does not have now: the browser reads it anew, and reading it again sends no form a
 * second time. `saved` goes along, since the form below, with what is being written in it, belongs to it.
 */
function addressOf(ruleId: string, query: { saved?: string; rehearsal?: string; now?: string }, place = ''): string {
  const kept = Object.entries(query).filter((part): part is [string, string] => Boolean(part[1]))
  return `/moderation/rules/${ruleId}?${new URLSearchParams(kept).toString()}${place}`
}

export const autoPublishAction = formAction(async ({ viewer, fields: { on, approvedTexts = '' } }) => {
  const value = { on: on === 'on', approvedTexts: /^\d{1,6}$/.test(approvedTexts.trim()) ? Number(approvedTexts) : 0 }
  const outcome = await runCommand(changeSetting, viewer, { key: 'moderation.auto-publish', value })
  if (outcome.ok || outcome.code !== 'invalid') return outcome
  return refuseField('approvedTexts', 'Please give a whole number from 1 to 1,000.')
}, { message: 'Saved.' })

export const authorsDecideAction = commandAction(changeSetting, { input: ({ on }) => ({ key: 'moderation.authors-decide', value: on === 'on' }), message: 'Saved.' })
