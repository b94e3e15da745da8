import { debuglog } from 'node:util'
import { readEnvFile, settings } from '../lib/env.ts'
import { refuseUnfinishedRestore } from './backup/unfinished-restore.ts'
import { findCommand, helpText, type CommandFile } from './command-list.ts'
import { keepAuthSecret, notedOrigin, prepareDataFolder } from './data-folder.ts'
import { generateClient } from './generate-client.ts'
import { refuseUnfinishedDemo } from './load-demo.ts'
import { applyMigrations } from './migrate.ts'
import { joinDatabase } from './open-database.ts'
import { showProgressOn } from './progress.mjs'

// Prisma's adapter uses pg in a way that pg warns of, at whoever runs the product.
process.noDeprecation = true

async function main(args: string[]) {
  showProgressOn(process.stderr)
  if (args.length === 0 || args[0] === 'help' || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(helpText())
    return
  }
  const { entry, rest } = findCommand(args)
  const database = await prepare()
  try {
    if (!entry.withoutTables) await refuseUnfinishedRestore(database.url)
    if (!entry.withoutTables) await applyMigrations(database.url)
    await refuseUnfinishedDemo(database.url)
    const command: CommandFile = await import(`./commands/${entry.file}`)
    await command.run(rest, database)
  } finally {
    const { closeDatabase } = await import('../lib/database.ts')
    await closeDatabase()
    await database.close()
  }
}

/** What a command relies on: the settings, the generated client, a database, running already or started for it. */
async function prepare() {
  readEnvFile()
  const given = settings()
  prepareDataFolder(given.AFTERWORD_DATA)
  await generateClient()
  const database = await joinDatabase(given)
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    AFTERWORD_DATA: given.AFTERWORD_DATA,
    ...(!saysWhere(process.env) && { AFTERWORD_ORIGIN: notedOrigin(given.AFTERWORD_DATA) ?? given.AFTERWORD_ORIGIN }),
    AUTH_SECRET: given.AUTH_SECRET ?? keepAuthSecret(given.AFTERWORD_DATA),
  })
  return database
}

/** Whether the settings of this command say themselves where the site is; else it is where it was served last. */
function saysWhere({ AFTERWORD_ORIGIN, PORT, HOST }: NodeJS.ProcessEnv): boolean {
  return Boolean(AFTERWORD_ORIGIN?.trim() || PORT?.trim() || HOST?.trim())
}

/** One line, whatever went wrong; NODE_DEBUG=afterword shows where. */
function complain(error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  debuglog('afterword')('%o', error)
  process.stderr.write(`${message.trim().split('\n')[0] ?? 'It failed without a word.'}\n`)
  process.exitCode = 1
}

main(process.argv.slice(2)).catch(complain)
