import { z } from 'zod'
import type { Severity } from '#database'
import { reader } from '#lib/database.ts'
import { ruleShape, sayRule, shapeRule } from '#lib/moderation/rules/list-rules.ts'
import type { RuleLine } from '#lib/moderation/rules/list-rules.ts'
import { readRehearsal } from '#lib/moderation/rules/read-rehearsal.ts'
import type { Rehearsed } from '#lib/moderation/rules/read-rehearsal.ts'
import { readRuleRecords, silent } from '#lib/moderation/rules/read-rule-record.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A version of a rule, as the history tells it. */
export type RuleVersionLine = { version: number; says: string; severity: Severity; by: string; at: Date }

export type RulePage = RuleLine & {
  kindName: string
  /** As its form shows them. */
  settings: Record<string, string>
  sentence: string
  /** The newest first. */
  versions: RuleVersionLine[]
  /** The newest rehearsal of the newest version; null when there is none yet. */
  rehearsal: Rehearsed | null
}

/** Versions told on the page of a rule. */
const versionsShown = 10

/** One rule with its record, its versions and its rehearsal. */
export async function readRule(viewer: Viewer, id: string): Promise<Outcome<RulePage>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const row = z.uuid().safeParse(id).success ? await reader().rule.findUnique({ where: { id }, select: ruleShape }) : null
  if (!row) return refuse('not-found', 'There is no such rule.')
  const [records, versions, rehearsal] = await Promise.all([readRuleRecords(), readVersions(row), readRehearsal(viewer, id, row.version)])
  return done({
    ...shapeRule(row), kindName: row.kind, settings: inFields(row.settings), sentence: row.sentence, versions,
    record: records.get(id) ?? silent, rehearsal: rehearsal.ok ? rehearsal.value : null,
  })
}

function inFields(settings: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(settings ?? {}).map(([name, value]) => [name, String(value)]))
}

async function readVersions({ id, kind }: { id: string; kind: string }): Promise<RuleVersionLine[]> {
  const rows = await reader().ruleVersion.findMany({
    where: { ruleId: id }, orderBy: { version: 'desc' }, take: versionsShown,
    select: { version: true, settings: true, severity: true, at: true, changedBy: { select: { name: true } } },
  })
  return rows.map(({ version, settings, severity, at, changedBy }) => ({ version, severity, at, says: sayRule(kind, settings), by: changedBy?.name ?? '' }))
}
