import { reader } from '#lib/database.ts'

/** The time of the database, which all processes share. What shuts something off from readers at some moment goes by it: the clock of a server may be wrong. */
export async function databaseTime(): Promise<Date> {
  const [row] = await reader().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  if (!row) throw new Error('The database gave no time')
  return row.now
}
