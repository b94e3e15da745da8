'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { runCommand } from '#lib/command.ts'
import { saveRule } from '#lib/moderation/save-rule.ts'
import { startRehearsal } from '#lib/moderation/start-rehearsal.ts'
import { switchRule } from '#lib/moderation/switch-rule.ts'
import { refuseField } from '#lib/refusal.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'

/** What is left when the fields that every rule has are taken away are the settings of its kind. */
export const saveRuleAction = commandAction(saveRule, {
  input: ({ ruleId, version, kind, name, severity, sentence, scope, of, ...settings }) => ({ ruleId, version, kind, name, severity, sentence, scope, of, settings }),
  redirectTo: ({ ruleId, version }) => `/moderation/rules/${ruleId}?saved=${version}#rehearsal`,
})

export const rehearseAction = commandAction(startRehearsal, { redirectTo: ({ ruleId }) => `/moderation/rules/${ruleId}#rehearsal` })

export const switchRuleAction = commandAction(switchRule, { redirectTo: ({ ruleId }) => `/moderation/rules/${ruleId}` })

export const autoPublishAction = formAction(async ({ viewer, fields: { on, approvedTexts = '' } }) => {
  const value = { on: on === 'on', approvedTexts: /^\d{1,6}$/.test(approvedTexts.trim()) ? Number(approvedTexts) : 0 }
  const outcome = await runCommand(changeSetting, viewer, { key: 'moderation.auto-publish', value })
  if (outcome.ok || outcome.code !== 'invalid') return outcome
  return refuseField('approvedTexts', 'Please give a whole number from 1 to 1,000.')
}, { message: 'Saved.' })
