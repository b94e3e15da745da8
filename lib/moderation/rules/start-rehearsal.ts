import { Prisma } from '#database'
import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { lastWords } from '#lib/moderation/rules/past-decisions.ts'
import type { PastScope } from '#lib/moderation/rules/past-decisions.ts'
import { emptyResult, rehearsedDecisions } from '#lib/moderation/rules/rehearsal-result.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Has a version of a rule tried on the last decisions. The work is done by a server process; the page shows how far it came. */
export const startRehearsal = command({
  name: 'start-rehearsal',
  input: z.strictObject({
    ruleId: z.uuid(),
    version: z.coerce.number({ error: 'A rehearsal names the version it is about.' }).int().positive(),
  }),
  least: 'moderator',
  async load(tx, { ruleId }) {
    // Two people who ask at once get one rehearsal.
    await tx.$queryRaw(Prisma.sql`SELECT id FROM rule WHERE id = ${ruleId}::uuid FOR UPDATE`)
    const rule = await tx.rule.findUnique({
      where: { id: ruleId },
      select: {
        id: true, version: true, authorId: true, postId: true, changedBy: { select: { name: true } },
        rehearsals: { where: { finishedAt: null }, select: { id: true, ruleVersion: true } },
      },
    })
    return rule ?? refuse('not-found', 'There is no such rule.')
  },
  permit: () => null,
  async perform({ tx, viewer, input: { version }, subject: rule, now }) {
    if (!viewer.id) return refuse('signed-out', 'Rehearsals are asked for by people with an account.')
    if (rule.version !== version) {
      return refuse('conflict', `${rule.changedBy?.name ?? 'Somebody'} has changed this rule in the meantime. Please look at it again.`, { present: { version: rule.version } })
    }
    const about = { type: 'rule', id: rule.id }
    const running = rule.rehearsals.find(({ ruleVersion }) => ruleVersion === version)
    if (running) return done({ ruleId: rule.id, rehearsalId: running.id }, about)
    const { newest, total } = await countDecisions(tx, rule)
    const { id } = await tx.rehearsal.create({
      data: { ruleId: rule.id, ruleVersion: version, byId: viewer.id, at: now, total, result: emptyResult(newest), finishedAt: total === 0 ? now : null },
      select: { id: true },
    })
    return done({ ruleId: rule.id, rehearsalId: id }, about)
  },
})

async function countDecisions(tx: Transaction, scope: PastScope): Promise<{ newest: number; total: number }> {
  const [last] = await tx.$queryRaw<{ newest: number }[]>`SELECT coalesce(max(seq), 0)::float8 AS newest FROM decision`
  const newest = last?.newest ?? 0
  const [counted] = await tx.$queryRaw<{ total: number }[]>(Prisma.sql`
    SELECT count(*)::int AS total FROM (SELECT ${lastWords(newest, scope)} ORDER BY d.seq DESC LIMIT ${rehearsedDecisions}) counted`)
  return { newest, total: counted?.total ?? 0 }
}
