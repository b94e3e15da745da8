import type pg from 'pg'
import { nameOfPlan } from '#lib/kept-plans.ts'
import type { Statement } from './statements.ts'

/** What PostgreSQL did for one statement: rows and pages touched, and the step that touched most rows. */
export type PlanCost = {
  rows: number
  pages: number
  most: string
  statement: string
  /** Tables of which more than {@link small} rows were read one after the other in one go. */
  walked: string[]
  /** Rows that were put in order in one step, at most. */
  sorted: number
  /** Rows that were read of each table. */
  read: Record<string, number>
  /** Its plan is to be kept, but PostgreSQL makes it anew each time. */
  anew: boolean
}

/** Of a table of so many rows, an index would only be a detour. */
const small = 200

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Node[]
}

/**
 * Carries a reading statement out once more and looks at how that was done. Rows that a step read and threw away count: they are
 * what makes a long queue slow.
 */
export async function readPlan(client: pg.Client, statement: Statement): Promise<PlanCost> {
  const once = costOf(await explain(client, statement.text, statement.values), statement)
  if (nameOfPlan(statement.text) === undefined) return once
  const { plan, anew } = await explainKept(client, statement)
  const kept = costOf(plan, statement)
  return { ...(kept.rows > once.rows || kept.walked.length > 0 ? kept : once), anew }
}

/** PostgreSQL plans a statement five times before it may keep the plan. */
const beforeKept = 6

/** One way to carry a statement out that is kept for all values: of the two, the one that reads more is the one to know of. And whether it is kept at all. */
async function explainKept(client: pg.Client, { text, values }: Statement): Promise<{ plan: Node; anew: boolean }> {
  const execute = `EXECUTE kept ${values.length > 0 ? `(${values.map((value) => literalOf(client, value)).join(', ')})` : ''}`
  await client.query(`PREPARE kept AS ${text}`)
  try {
    for (let time = 0; time < beforeKept; time++) await client.query(`EXPLAIN ${execute}`)
    const { rows } = await client.query<{ anew: boolean }>(`SELECT generic_plans = 0 AS anew FROM pg_prepared_statements WHERE name = 'kept'`)
    await client.query('SET plan_cache_mode = force_generic_plan')
    return { plan: await explain(client, execute, []), anew: rows[0]?.anew ?? false }
  } finally {
    await client.query('DEALLOCATE kept; RESET plan_cache_mode')
  }
}

function literalOf(client: pg.Client, value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'`
  if (Array.isArray(value)) return client.escapeLiteral(`{${value.map((each) => JSON.stringify(String(each))).join(',')}}`)
  return client.escapeLiteral(value instanceof Date ? value.toISOString() : String(value))
}

async function explain(client: pg.Client, text: string, values: unknown[]): Promise<Node> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values)
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  if (!plan) throw new Error('PostgreSQL gave no plan')
  return plan
}

function costOf(plan: Node, { text }: Statement): PlanCost {
  const steps = stepsOf(plan).map((node) => ({ node, rows: rowsOf(node) }))
  const most = steps.toSorted((a, b) => b.rows - a.rows)[0]
  return {
    rows: steps.reduce((sum, step) => sum + step.rows, 0),
    pages: (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0),
    most: most ? nameOf(most.node) : '',
    walked: steps.filter(({ node, rows }) => node['Node Type'] === 'Seq Scan' && rows > small * (node['Actual Loops'] ?? 1)).map(({ node }) => node['Relation Name'] ?? ''),
    sorted: Math.max(0, ...steps.map(({ node }) => sortedBy(node))),
    read: readOf(steps),
    anew: false,
    statement: text.replace(/\s+/g, ' ').trim(),
  }
}

/** Statements whose plan can be looked at without changing anything. */
export function isReading({ text }: Statement): boolean {
  return /^\s*(\/\*[^*]*\*\/)?\s*(SELECT|WITH)\b/i.test(text) && !/\bFOR (NO KEY )?UPDATE\b|advisory|set_config|\b(INSERT|UPDATE|DELETE)\b/i.test(text)
}

function stepsOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(stepsOf)]
}

function rowsOf(node: Node): number {
  if (!/Scan$/.test(node['Node Type']) || /^(CTE|Subquery|WorkTable|Function|Values)/.test(node['Node Type'])) return 0
  const each = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  return Math.round(each * (node['Actual Loops'] ?? 1))
}

function readOf(steps: { node: Node; rows: number }[]): Record<string, number> {
  const read: Record<string, number> = {}
  for (const { node: { 'Relation Name': table }, rows } of steps) if (table !== undefined) read[table] = (read[table] ?? 0) + rows
  return read
}

/** Loops are put in order each for itself. */
function sortedBy(node: Node): number {
  return /Sort$/.test(node['Node Type']) ? Math.max(0, ...(node.Plans ?? []).map((input) => input['Actual Rows'] ?? 0)) : 0
}

function nameOf(node: Node): string {
  return `${node['Node Type']} on ${node['Index Name'] ?? node['Relation Name'] ?? 'nothing'}`
}
