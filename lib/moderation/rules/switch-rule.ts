import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Puts a version of a rule in force, which its rehearsal must have come before, or takes the rule out of force. */
export const switchRule = command({
  name: 'switch-rule',
  input: z.strictObject({
    ruleId: z.uuid(),
    /** The version that was looked at. */
    version: z.coerce.number({ error: 'Switching names the version it is about.' }).int().positive(),
    to: z.enum(['on', 'off'], { error: 'Please choose whether it is on or off.' }),
  }),
  least: 'moderator',
  async load(tx, { ruleId, version }) {
    const rule = await tx.rule.findUnique({
      where: { id: ruleId },
      select: {
        id: true, version: true, state: true, inForceVersion: true, changedBy: { select: { name: true } },
        rehearsals: { where: { ruleVersion: version, finishedAt: { not: null } }, take: 1, select: { id: true } },
      },
    })
    return rule ?? refuse('not-found', 'There is no such rule.')
  },
  permit: () => null,
  async perform({ tx, input: { version, to }, subject: rule }) {
    const present = { version: rule.version, state: rule.state, inForceVersion: rule.inForceVersion }
    if (rule.version !== version) {
      return refuse('conflict', `${rule.changedBy?.name ?? 'Somebody'} has changed this rule in the meantime. Please look at it again.`, { present })
    }
    if (to === 'on' && rule.rehearsals.length === 0) return refuse('conflict', 'This version was not rehearsed yet. Please rehearse it first.', { present })
    const inForceVersion = to === 'on' ? version : null
    // A rule that was never on stays a draft.
    const state = to === 'on' ? 'on' : rule.state === 'draft' ? 'draft' : 'off'
    const guarded = await tx.rule.updateMany({ where: { id: rule.id, version, inForceVersion: rule.inForceVersion }, data: { state, inForceVersion } })
    if (guarded.count !== 1) return refuse('conflict', 'Somebody else was at it in this very moment. Please look at it again.', { present })
    return done({ ruleId: rule.id, version, state }, { type: 'rule', id: rule.id })
  },
})
