import { Prisma } from '#database'
import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { findRuleScope, scopes } from '#lib/moderation/rules/find-rule-scope.ts'
import { houseRuleWords } from '#lib/moderation/rules/house-rules.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { looksBlank } from '#lib/rendering/check-text.ts'
import { foldText } from '#lib/screening/fold-text.ts'
import { findRuleKind } from '#lib/screening/rule-kinds.ts'
import { severities } from '#lib/screening/screening.ts'

export const saveRuleInput = z.strictObject({
  /** Empty for a new rule. */
  ruleId: z.union([z.uuid(), z.literal('')]).default(''),
  /** The version that was changed; none for a new rule. */
  version: z.coerce.number().int().nonnegative().default(0),
  kind: z.string().max(40),
  name: z.string().trim().refine((name) => !looksBlank(name), { error: 'Please give it a name. Moderators read it on the card of a text.' }).refine((name) => [...name].length <= 80, { error: 'A name can hold 80 characters.' }),
  severity: z.enum(severities, { error: 'Please choose what it does.' }),
  sentence: z.string().trim().refine((sentence) => [...sentence].length <= 500, { error: 'The sentence can hold 500 characters.' }).default(''),
  scope: z.enum(scopes, { error: 'Please choose where it holds.' }).default('site'),
  of: z.string().trim().max(500, { error: 'This is too long for an address.' }).default(''),
  /** By the names of the kind's own fields. */
  settings: z.record(z.string(), z.unknown()),
})

type Input = z.output<typeof saveRuleInput>

/**
 * Makes a rule, or a new version of one. It does nothing yet: a version screens from when it is switched on, and until then the one
 * that was on goes on.
 */
export const saveRule = command({
  name: 'save-rule',
  input: saveRuleInput,
  least: 'moderator',
  load: loadRule,
  permit: () => null,
  async perform({ tx, viewer, input, subject: { rule, fields }, now }) {
    const changed = { changedById: viewer.id, changedAt: now }
    if (!rule) {
      const made = await tx.rule.create({ data: { ...fields, ...changed, kind: input.kind, createdAt: now }, select: { id: true, version: true } })
      return done({ ruleId: made.id, version: made.version }, { type: 'rule', id: made.id })
    }
    if (rule.version !== input.version) return stale(rule)
    if (isSame(rule, fields)) return done({ ruleId: rule.id, version: rule.version }, { type: 'rule', id: rule.id })
    const version = rule.version + 1
    const guarded = await tx.rule.updateMany({ where: { id: rule.id, version: rule.version }, data: { ...fields, ...changed, version } })
    if (guarded.count !== 1) return stale(rule)
    return done({ ruleId: rule.id, version }, { type: 'rule', id: rule.id })
  },
})

const ruleShape = {
  id: true, kind: true, name: true, settings: true, severity: true, sentence: true, authorId: true, postId: true, version: true, changedAt: true,
  changedBy: { select: { name: true } },
} satisfies Prisma.RuleSelect

type RuleRow = Prisma.RuleGetPayload<{ select: typeof ruleShape }>

/** Rules are saved one after the other, so that two never get one name. */
async function loadRule(tx: Transaction, input: Input) {
  await tx.$queryRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended('afterword.rules', 0))::text`)
  const rule = input.ruleId === '' ? null : await tx.rule.findUnique({ where: { id: input.ruleId }, select: ruleShape })
  if (input.ruleId !== '' && !rule) return refuse('not-found', 'There is no such rule.')
  const fields = await readFields(tx, { ...input, kind: rule?.kind ?? input.kind })
  return 'ok' in fields ? fields : { rule, fields }
}

async function readFields(tx: Transaction, input: Input) {
  const settings = readSettings(input)
  const name = await checkName(tx, input)
  const scope = await findRuleScope(tx, input.scope, input.of)
  const sentence = input.severity === 'refuse' && looksBlank(input.sentence) ? refuseField('sentence', 'Please write what the writer reads when this refuses their text.') : null
  const problem = [name, settings, sentence, scope].filter((each): each is Refusal => each !== null && 'ok' in each && !each.ok)
  if (problem[0]) return { ...problem[0], fields: Object.assign({}, ...problem.map(({ fields }) => fields)) as Record<string, string> }
  if (!('value' in settings) || 'ok' in scope) return refuse('invalid', 'Something in this form is not right.')
  return { name: input.name, settings: settings.value, severity: input.severity, sentence: input.severity === 'refuse' ? input.sentence : '', ...scope }
}

function readSettings({ kind: name, settings }: Input): { value: Prisma.InputJsonObject } | Refusal {
  const kind = findRuleKind(name)
  if (!kind) return refuse('invalid', 'There is no such kind of rule.')
  const parsed = kind.settings.safeParse(settings)
  if (parsed.success) return { value: parsed.data as Prisma.InputJsonObject }
  const [first] = parsed.error.issues
  return refuseField(String(first?.path[0] ?? 'form'), first?.message ?? 'Something in these settings is not right.')
}

/** A name belongs to a rule from when it is saved until its last version under it is out of force: findings carry that one's. */
async function checkName(tx: Transaction, { ruleId, name }: Input): Promise<Refusal | null> {
  if (houseRuleWords.some((rule) => looksAlike(rule.name, name))) return refuseField('name', 'A rule of the house has this name. Please choose another.')
  const others = await tx.$queryRaw<{ name: string | null }[]>`
    SELECT unnest(ARRAY[r.name, v.name]) AS name FROM rule r LEFT JOIN rule_version v ON v.rule_id = r.id AND v.version = r.in_force_version
    WHERE r.id::text <> ${ruleId}`
  return others.some((other) => other.name !== null && looksAlike(other.name, name)) ? refuseField('name', 'Another rule has this name. Please choose another.') : null
}

/** Two names that a reader could not tell apart are one. */
function looksAlike(one: string, other: string): boolean {
  return foldText(one).folded === foldText(other).folded
}

/** Saving what is there already makes no new version, so that its rehearsal still counts. */
function isSame(rule: RuleRow, fields: Pick<RuleRow, 'name' | 'severity' | 'sentence' | 'authorId' | 'postId'> & { settings: unknown }): boolean {
  const flat = ({ name, severity, sentence, authorId, postId, settings }: typeof fields) => JSON.stringify([name, severity, sentence, authorId, postId, sortKeys(settings)])
  return flat(rule) === flat(fields)
}

function sortKeys(settings: unknown): [string, unknown][] {
  return Object.entries(settings ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function stale(rule: RuleRow): Refusal {
  const says = findRuleKind(rule.kind)?.say(rule.settings) ?? ''
  const who = rule.changedBy?.name ?? 'Somebody'
  return refuse('conflict', `${who} has changed this rule in the meantime. What you wrote is still here; saving once more puts it in the place of theirs.`, {
    present: { version: rule.version, name: rule.name, severity: rule.severity, says },
  })
}
