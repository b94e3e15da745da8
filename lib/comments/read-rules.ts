import { Prisma } from '#database'
import { ask, insideQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Transaction } from '#lib/database.ts'
import { makeRule } from '#lib/screening/rule-kinds.ts'
import type { ReadyRule } from '#lib/screening/rule-kinds.ts'

/** Rules as they were made ready last, by their id: folding a list of 60,000 words takes half a second, looking it up nothing. */
const ready = new Map<string, { version: number; rule: ReadyRule }>()

/** The rules that are on for texts under a post, oldest first, ready to be run. Only what has changed is read and made anew. */
export async function readRules(tx: Transaction, postId: string): Promise<ReadyRule[]> {
  return makeReady(tx, await ask(rulesInForce(postId), tx))
}

type InForce = { id: string; version: number }[]

/** Which those are, to be asked together with others: see {@link makeReady}. */
export function rulesInForce(postId: string): Question<InForce> {
  return insideQuestion(Prisma.sql`
    SELECT r.id, v.version FROM rule r JOIN rule_version v ON v.rule_id = r.id AND v.version = r.in_force_version
    WHERE r.state = 'on' AND (v.post_id IS NULL OR v.post_id = ${postId}::uuid)
      AND (v.author_id IS NULL OR EXISTS (SELECT FROM authorship a WHERE a.post_id = ${postId}::uuid AND a.person_id = v.author_id))
    ORDER BY r.created_at, r.id`, (rows: InForce) => rows)
}

/** The rules themselves, in the same order. */
export async function makeReady(tx: Transaction, inForce: InForce): Promise<ReadyRule[]> {
  const rules: ReadyRule[] = []
  for (const { id, version } of inForce) rules.push(await readRule(tx, id, version))
  return rules
}

async function readRule(tx: Transaction, id: string, version: number): Promise<ReadyRule> {
  const known = ready.get(id)
  if (known?.version === version) return known.rule
  const row = await tx.ruleVersion.findUniqueOrThrow({
    where: { ruleId_version: { ruleId: id, version } },
    select: { name: true, settings: true, severity: true, sentence: true, rule: { select: { kind: true } } },
  })
  const rule = makeRule({ ...row, id, kind: row.rule.kind })
  ready.set(id, { version, rule })
  return rule
}
