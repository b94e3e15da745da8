import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** Whoever gets this far has a connection and no manners: these tests write SQL past every command. */
export const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 24 })

export type Row = Record<string, unknown>

export async function rows(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await database.query<Row>(sql, values)).rows
}

export async function row(sql: string, values: unknown[] = []): Promise<Row> {
  const [first] = await rows(sql, values)
  if (!first) throw new Error(`No row: ${sql}`)
  return first
}

export async function value<T>(sql: string, values: unknown[] = []): Promise<T> {
  return Object.values(await row(sql, values))[0] as T
}

/** The SQLSTATE with which the database refuses a statement, `done` when it does not. */
export async function verdict(sql: string, values: unknown[] = []): Promise<string> {
  try {
    await database.query(sql, values)
    return 'done'
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : 'unknown'
  }
}

/** One connection, its transaction taken back afterwards. */
export async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>, end = 'ROLLBACK'): Promise<T> {
  const client = await database.connect()
  try {
    await client.query('BEGIN')
    return await work(client)
  } finally {
    await client.query(end).catch(() => client.query('ROLLBACK'))
    client.release()
  }
}
