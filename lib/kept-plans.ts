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

/** A value whose type is said in the statement. */
const typed = /^::[a-z_]+(\[\])?/

/**
 * Such a statement, planned in the same way for all values: each that says its type comes out of a question of its own, so that who plans does not see it. Where
 * values are seen, a thread that is longer than most seems cheaper to read by a plan of its own, and that is then made for each page anew, which takes four times as
 * long as reading it.
 */
export function planOnce({ strings, values }: Prisma.Sql): Prisma.Sql {
  const types = values.map((_, index) => typed.exec(strings[index + 1] ?? '')?.[0] ?? '')
  const hidden = strings.map((text, index) => {
    const [ended, begun] = [types[index - 1] ?? '', types[index] ?? '']
    return (index === 0 ? `${mark} ` : '') + (ended && `${ended})`) + text + (begun && '(SELECT ')
  })
  return new Prisma.Sql(hidden, values)
}

/** As SQL, a whole number of ours that a plan may go by. */
export function fixed(number: number): Prisma.Sql {
  return Prisma.raw(String(Math.trunc(number)))
}

/** What the ORM writes, row by row and by key: nothing of how it is carried out hangs on a value, and reading and planning it takes as long as writing the row. */
const written = /^(INSERT INTO|UPDATE) "public"\./

/** A plan takes some 300 kB of the server's memory on each connection that has it, one that writes a tenth: what is asked in ever new forms must not fill it. */
const most = { asked: 64, written: 32 }

const names = { asked: new Map<string, string>(), written: new Map<string, string>() }

/** The name under which a connection keeps the plan of a statement; undefined for one that is planned each time. */
export function nameOfPlan(sql: string): string | undefined {
  const kind = sql.startsWith(mark) ? 'asked' : written.test(sql) ? 'written' : null
  if (!kind) return undefined
  const known = names[kind].get(sql)
  if (known !== undefined || names[kind].size >= most[kind]) return known
  const name = `kept_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
  names[kind].set(sql, name)
  return name
}
