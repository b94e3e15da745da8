import type { Prisma, RuleState, Severity } from '#database'
import { reader } from '#lib/database.ts'
import { houseRuleWords } from '#lib/moderation/house-rules.ts'
import type { HouseRule } from '#lib/moderation/house-rules.ts'
import { readRuleRecords, silent } from '#lib/moderation/read-rule-record.ts'
import type { RuleRecord } from '#lib/moderation/read-rule-record.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { findRuleKind } from '#lib/screening/rule-kinds.ts'
import { readSetting } from '#lib/settings/read-setting.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Where a rule holds. */
export type RuleScope = { kind: 'site' } | { kind: 'author'; handle: string; name: string } | { kind: 'post'; slug: string; title: string }

/** A rule that moderators set, as a line of the list. */
export type RuleLine = {
  id: string
  name: string
  /** What its kind is called. */
  kind: string
  /** What it speaks of, as the end of a sentence. */
  says: string
  severity: Severity
  state: RuleState
  version: number
  /** The version that screens; null when none does. */
  inForceVersion: number | null
  scope: RuleScope
  changedBy: string
  changedAt: Date
  record: RuleRecord
}

export type RuleList = { rules: RuleLine[]; house: (HouseRule & { record: RuleRecord })[]; autoPublish: { on: boolean; approvedTexts: number } }

const order: RuleState[] = ['on', 'draft', 'off']

/** Every rule with what it did, those that are on first. */
export async function listRules(viewer: Viewer): Promise<Outcome<RuleList>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const [rows, records, autoPublish] = await Promise.all([
    reader().rule.findMany({ select: ruleShape, orderBy: { createdAt: 'asc' } }),
    readRuleRecords(),
    readSetting(reader(), 'moderation.auto-publish'),
  ])
  const rules = rows.map((row) => ({ ...shapeRule(row), record: records.get(row.id) ?? silent }))
  return done({
    rules: rules.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state)),
    house: houseRuleWords.map((rule) => ({ ...rule, record: records.get(rule.name) ?? silent })),
    autoPublish,
  })
}

/** What to select of a rule for {@link shapeRule}. */
export const ruleShape = {
  id: true, name: true, kind: true, settings: true, severity: true, sentence: true, state: true, version: true, inForceVersion: true, changedAt: true,
  changedBy: { select: { name: true } },
  author: { select: { handle: true, name: true } },
  post: { select: { slug: true, publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } } },
} satisfies Prisma.RuleSelect

export function shapeRule(row: Prisma.RuleGetPayload<{ select: typeof ruleShape }>): Omit<RuleLine, 'record'> {
  const kind = findRuleKind(row.kind)
  const { id, name, severity, state, version, inForceVersion, changedAt } = row
  return {
    id, name, severity, state, version, inForceVersion, changedAt,
    kind: kind?.label ?? row.kind,
    says: sayRule(row.kind, row.settings),
    scope: shapeScope(row),
    changedBy: row.changedBy?.name ?? '',
  }
}

/** What a rule speaks of; settings that cannot be read any more are no reason to hide the rule. */
export function sayRule(kind: string, settings: unknown): string {
  try {
    return findRuleKind(kind)?.say(settings) ?? ''
  } catch {
    return 'every text, since its settings cannot be read any more'
  }
}

function shapeScope({ author, post }: Prisma.RuleGetPayload<{ select: typeof ruleShape }>): RuleScope {
  if (author) return { kind: 'author', ...author }
  if (post) return { kind: 'post', slug: post.slug, title: post.publishedRevision?.title ?? post.draftRevision?.title ?? post.slug }
  return { kind: 'site' }
}
