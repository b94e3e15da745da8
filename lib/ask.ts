import { Prisma } from '#database'
import { publicReader, reader } from '#lib/database.ts'
import type { Reader, Transaction } from '#lib/database.ts'
import { planOnce } from '#lib/kept-plans.ts'

/**
 * Something to ask of the database, alone or together with others. Its rows come as JSON: moments are strings, see {@link momentOf},
 * and bytes are written in hex, see {@link bytesOf}.
 */
export type Question<Answer> = {
  /** Null: the answer is known without asking. */
  rows: Prisma.Sql | null
  /** Asks more than the published views. */
  inside: boolean
  read: (rows: never[]) => Answer
}

/** A question to the published views, which are for everybody. */
export function publicQuestion<Row, Answer>(rows: Prisma.Sql, read: (rows: Row[]) => Answer): Question<Answer> {
  return { rows, inside: false, read }
}

/** A question that knows its viewer. */
export function insideQuestion<Row, Answer>(rows: Prisma.Sql, read: (rows: Row[]) => Answer): Question<Answer> {
  return { rows, inside: true, read }
}

/** What needs no asking, such as anything about a viewer who is nobody. */
export function known<Answer>(answer: Answer): Question<Answer> {
  return { rows: null, inside: false, read: () => answer }
}

/** What questions are answered with. */
export type AnswersTo<Asked extends Record<string, Question<unknown>>> = { [Name in keyof Asked]: Asked[Name] extends Question<infer Answer> ? Answer : never }

type Questions<Answers> = { [Name in keyof Answers]: Question<Answers[Name]> }

/** As SQL, the answers to several questions as one JSON value, and how that is read. To be selected by a statement that may ask for more. */
export function together<Answers extends Record<string, unknown>>(questions: Questions<Answers>) {
  const all: [string, Question<unknown>][] = Object.entries(questions)
  const asked = all.flatMap(([name, { rows }]) => (rows ? [{ name, rows }] : []))
  const read = (answers: unknown[]): Answers => {
    const found = new Map(asked.map(({ name }, place) => [name, answers[place]]))
    return Object.fromEntries(all.map(([name, question]) => [name, question.read((found.get(name) ?? []) as never[])])) as Answers
  }
  const answers = asked.map(({ rows }) => Prisma.sql`(SELECT coalesce(json_agg(q), '[]') FROM (${rows}) q)`)
  const sql = answers.length > 0 ? Prisma.sql`json_build_array(${Prisma.join(answers)})` : null
  return { sql, inside: all.some(([, { inside }]) => inside), read }
}

/**
 * Asks several things at once, in one statement; in none when everything is known. Whoever has a transaction asks in it, else the
 * questions decide between what everybody may see and the rest.
 */
export async function askTogether<Answers extends Record<string, unknown>>(questions: Questions<Answers>, db?: Pick<Reader | Transaction, '$queryRaw'>): Promise<Answers> {
  const { sql, inside, read } = together(questions)
  if (!sql) return read([])
  const [row] = await (db ?? (inside ? reader() : publicReader())).$queryRaw<{ answers: unknown[] }[]>(planOnce(Prisma.sql`SELECT ${sql} AS answers`))
  return read(row?.answers ?? [])
}

/** Asks one thing alone. */
export async function ask<Answer>(question: Question<Answer>, db?: Pick<Reader | Transaction, '$queryRaw'>): Promise<Answer> {
  return (await askTogether({ it: question }, db)).it
}

/** A moment as it stands in JSON. */
export function momentOf(written: string): Date {
  return new Date(written)
}

/** Bytes as they stand in JSON: `\x0a1b`. */
export function bytesOf(written: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(written.slice(2), 'hex'))
}
