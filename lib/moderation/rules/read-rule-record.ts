import { Prisma } from '#database'
import { reader } from '#lib/database.ts'

/** What a rule did in the time that is looked at, and what people then decided about those texts. */
export type RuleRecord = {
  /** Texts that it spoke of. */
  spoke: number
  /** Those where it only noted something. */
  notes: number
  waiting: number
  approved: number
  returned: number
  rejected: number
  /** Texts that it held and people decided. */
  judged: number
  /** Of those, the ones they approved. */
  disagreed: number
  /** Times that it refused a text, which is not kept. */
  refused: number
}

/** How far back the record goes, in days, and over how many texts at most: the page stays as quick when the queue grows. */
export const recordDays = 90
export const recordTexts = 20_000

type Row = { rule: string; ruleId: string | null; note: boolean; outcome: string; texts: number }

/** The records of all rules: by the id of a rule that was set, by the name of a rule of the house. */
export async function readRuleRecords(): Promise<Map<string, RuleRecord>> {
  const rows = await reader().$queryRaw<Row[]>`
    SELECT f.rule, f.rule_id AS "ruleId", f.severity = 'note' AS note, ${outcome} AS outcome, count(*)::int AS texts
    FROM (
      SELECT id, state, comment_revision_id FROM review_item WHERE changed_at > now() - make_interval(days => ${recordDays})
      ORDER BY changed_at DESC LIMIT ${recordTexts}) i
    JOIN finding f ON f.review_item_id = i.id
    LEFT JOIN LATERAL (
      SELECT d.action, d.to_state FROM decision d
      WHERE d.comment_revision_id = f.revision_id AND d.by_id IS NOT NULL AND d.action IN ('approve', 'restore', 'return', 'reject', 'hide', 'overturn')
        AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
      ORDER BY d.seq DESC LIMIT 1) d ON true
    GROUP BY 1, 2, 3, 4`
  const records = new Map<string, RuleRecord>()
  for (const row of rows) add(records, row.ruleId ?? row.rule, row)
  for (const { rule, times } of await readRefusals()) records.set(rule, { ...(records.get(rule) ?? silent), refused: times })
  return records
}

/** The command's name stands in the text: the index of these rows is for this name alone. */
function readRefusals(): Promise<{ rule: string; times: number }[]> {
  return reader().$queryRaw<{ rule: string; times: number }[]>`
    SELECT subject_id AS rule, count(*)::int AS times FROM audit_event
    WHERE at > now() - make_interval(days => ${recordDays}) AND command = 'note-refusal' GROUP BY 1`
}

const outcome = Prisma.sql`CASE
  WHEN d.action IN ('approve', 'restore') OR (d.action = 'overturn' AND d.to_state = 'published') THEN 'approved'
  WHEN d.action = 'return' THEN 'returned'
  WHEN d.action IS NOT NULL THEN 'rejected'
  WHEN i.state = 'waiting' AND f.revision_id = i.comment_revision_id THEN 'waiting'
  ELSE 'gone' END`

/** The record of a rule that never spoke. */
export const silent: RuleRecord = { spoke: 0, notes: 0, waiting: 0, approved: 0, returned: 0, rejected: 0, judged: 0, disagreed: 0, refused: 0 }

function add(records: Map<string, RuleRecord>, key: string, { note, outcome: said, texts }: Row) {
  const record = { ...(records.get(key) ?? silent) }
  record.spoke += texts
  if (note) record.notes += texts
  if (said === 'waiting' || said === 'approved' || said === 'returned' || said === 'rejected') record[said] += texts
  if (!note && said !== 'waiting' && said !== 'gone') record.judged += texts
  if (!note && said === 'approved') record.disagreed += texts
  records.set(key, record)
}
