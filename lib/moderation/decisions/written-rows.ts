import { Prisma } from '#database'
import { bytesOf, momentOf } from '#lib/ask.ts'

/** A value as it comes in JSON. */
export type Written<Value> = Value extends Date | Uint8Array ? string
  : Value extends bigint ? number
  : Value extends (infer Each)[] ? Written<Each>[]
  : Value extends object ? { [Name in keyof Value]: Written<Value[Name]> }
  : Value

const moments = new Set(['at', 'decidedAt', 'publishedAt', 'submittedAt', 'createdAt', 'dueAt', 'readAt', 'fromAt', 'untilAt'])
/** Columns that hold JSON themselves: what is in them is nobody's column. */
const kept = new Set(['before', 'facts', 'changes', 'contentNotes'])

/** A row of tables of moderation as a `select` would give it, whatever rows it holds: moments, hashes and the numbers of decisions are what they were. */
export function readWritten<Row>(row: Written<Row>): Row {
  return revive('', row) as Row
}

function revive(name: string, value: unknown): unknown {
  if (value === null || kept.has(name)) return value
  if (typeof value === 'string') return moments.has(name) ? momentOf(value) : name === 'digest' ? bytesOf(value) : value
  if (typeof value === 'number') return name === 'seq' ? BigInt(value) : value
  if (Array.isArray(value)) return value.map((each) => revive('', each))
  return typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revive(key, each)])) : value
}

/** As SQL, the one row of a query as JSON; null for none. */
export function one(query: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT row_to_json(found) FROM (${query}) found)`
}

/** As SQL, all rows of a query as JSON. */
export function all(query: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(json_agg(found), '[]') FROM (${query}) found)`
}
