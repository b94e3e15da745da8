import { Prisma } from '#database'
import type { RuleState, Severity } from '#database'
import { reader } from '#lib/database.ts'
import { houseRuleWords } from '#lib/moderation/rules/house-rules.ts'
import type { HouseRule } from '#lib/moderation/rules/house-rules.ts'
import { readRuleRecords, silent } from '#lib/moderation/rules/read-rule-record.ts'
import type { RuleRecord } from '#lib/moderation/rules/read-rule-record.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { linesSaid, sayList } from '#lib/screening/kinds/words.ts'
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

/** `more`: there are rules that are not on and were changed longer ago than those listed. */
export type RuleList = { rules: RuleLine[]; more: boolean; house: (HouseRule & { record: RuleRecord })[]; autoPublish: { on: boolean; approvedTexts: number }; authorsDecide: boolean }

const order: RuleState[] = ['on', 'draft', 'off']

/** Rules that are not on are listed up to so many, those changed last: rules stay for good. */
export const restingShown = 200

/** The rules with what each did, all that are on first. */
export async function listRules(viewer: Viewer): Promise<Outcome<RuleList>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const [on, resting, records, autoPublish, authorsDecide] = await Promise.all([
    reader().rule.findMany({ where: { state: 'on' }, select: lineShape }),
    reader().rule.findMany({ where: { state: { not: 'on' } }, select: lineShape, orderBy: [{ changedAt: 'desc' }, { id: 'desc' }], take: restingShown + 1 }),
    readRuleRecords(),
    readSetting(reader(), 'moderation.auto-publish'),
    readSetting(reader(), 'moderation.authors-decide'),
  ])
  const rows = [...on, ...resting.slice(0, restingShown)].toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
  const says = await readWhatTheySay(rows.map(({ id }) => id))
  const rules = rows.map((row) => ({ ...shapeLine(row, says.get(row.id) ?? ''), record: records.get(row.id) ?? silent }))
  return done({
    rules: rules.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state)),
    more: resting.length > restingShown,
    house: houseRuleWords.map((rule) => ({ ...rule, record: records.get(rule.name) ?? silent })),
    autoPublish,
    authorsDecide,
  })
}

/** What each rule speaks of, by its id. Long lists stay in the database: of them only their length is said. */
async function readWhatTheySay(ids: string[]): Promise<Map<string, string>> {
  const rows = await reader().$queryRaw<{ id: string; kind: string; lines: number | null; settings: unknown }[]>(Prisma.sql`
    SELECT r.id, r.kind, l.lines, CASE WHEN l.lines > ${linesSaid}::int THEN NULL ELSE r.settings END AS settings
    FROM rule r CROSS JOIN LATERAL (
      SELECT CASE WHEN r.kind = 'words' THEN 1 + length(r.settings->>'phrases') - length(replace(r.settings->>'phrases', chr(10), '')) END AS lines) l
    WHERE r.id = ANY(${ids}::uuid[])`)
  return new Map(rows.map(({ id, kind, lines, settings }) => [id, lines !== null && lines > linesSaid ? sayList(lines) : sayRule(kind, settings)]))
}

const lineShape = {
  id: true, name: true, kind: true, severity: true, state: true, version: true, inForceVersion: true, createdAt: true, changedAt: true,
  changedBy: { select: { name: true } },
  author: { select: { handle: true, name: true } },
  post: { select: { slug: true, publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } } },
} satisfies Prisma.RuleSelect

/** What to select of a rule for {@link shapeRule}. */
export const ruleShape = { ...lineShape, settings: true, sentence: true } satisfies Prisma.RuleSelect

export function shapeRule(row: Prisma.RuleGetPayload<{ select: typeof ruleShape }>): Omit<RuleLine, 'record'> {
  return shapeLine(row, sayRule(row.kind, row.settings))
}

type LineRow = Prisma.RuleGetPayload<{ select: typeof lineShape }>

function shapeLine(row: LineRow, says: string): Omit<RuleLine, 'record'> {
  const kind = findRuleKind(row.kind)
  const { id, name, severity, state, version, inForceVersion, changedAt } = row
  return {
    id, name, severity, state, version, inForceVersion, changedAt,
    kind: kind?.label ?? row.kind,
    says,
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

function shapeScope({ author, post }: LineRow): RuleScope {
  if (author) return { kind: 'author', ...author }
  if (post) return { kind: 'post', slug: post.slug, title: post.publishedRevision?.title ?? post.draftRevision?.title ?? post.slug }
  return { kind: 'site' }
}
