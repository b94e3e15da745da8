import { createHash } from 'node:crypto'
import { Prisma } from '#database'

const mark = '/* its plan is kept */'

/**
 * Begins a statement of pages, as SQL, of which a connection of the database keeps the plan. What a page asks joins many tables through the published
 * views: planning it takes five to ten times as long as carrying it out. PostgreSQL plans such a statement five times for the values that it is given
 * and then once for all values, unless that seems dearer to it. So no value may change how the statement is best carried out: the numbers that do,
 * such as how many levels an index has, stand in it as they are.
 */
export const keepPlan = Prisma.raw(mark)

/** As SQL, a whole number of ours that a plan may go by. */
export function fixed(number: number): Prisma.Sql {
  return Prisma.raw(String(Math.trunc(number)))
}

/** A plan takes some 300 kB of the server's memory on each connection that has it: what is asked in ever new forms must not fill it. */
const mostNames = 64

const names = new Map<string, string>()

/** The name under which a connection keeps the plan of a statement; undefined for one that is planned each time. */
export function nameOfPlan(sql: string): string | undefined {
  if (!sql.startsWith(mark)) return undefined
  const known = names.get(sql)
  if (known !== undefined || names.size >= mostNames) return known
  const name = `kept_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
  names.set(sql, name)
  return name
}
