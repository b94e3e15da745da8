import { writer } from '#lib/database.ts'

/** Does something while no essay can be read: the database fails with words of its own, and with a code. */
export async function whileEssaysFail<Result>({ words, code = 'P0001' }: { words: string; code?: string }, work: () => Promise<Result>): Promise<Result> {
  const run = (sql: string) => writer().$executeRawUnsafe(sql)
  await run('ALTER VIEW published_post RENAME TO published_post_away')
  await run(`CREATE FUNCTION speak() RETURNS SETOF published_post_away LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION E'${words}\\n    at ${words} (a:1:1)' USING DETAIL = '${words}', ERRCODE = '${code}'; END $$`)
  await run('CREATE VIEW published_post AS SELECT * FROM speak()')
  await run('GRANT SELECT ON published_post TO PUBLIC')
  return work().finally(async () => {
    for (const sql of ['DROP VIEW published_post', 'DROP FUNCTION speak', 'ALTER VIEW published_post_away RENAME TO published_post']) await run(sql)
  })
}
