import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { runCommand } from '../../lib/command.ts'
import { settings } from '../../lib/env.ts'
import { mediaStore } from '../../lib/media/store/media-store.ts'
import { noteCopied } from '../../lib/people/security/note-copied.ts'
import { Trouble } from '../../lib/trouble.ts'
import { operator } from '../../lib/viewer.ts'
import { fingerprint } from '../backup/manifest.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import type { OpenDatabase } from '../open-database.ts'
import { remakeDatabase } from '../postgres-data.ts'
import { run as verify } from './verify.ts'

const usage = 'restore FILE [--as-it-was]'

/** Makes a site of a backup in an empty database, says what is different from then, and proves all of it. */
export async function run(args: string[], { url, embedded }: OpenDatabase) {
  const { place, asItWas } = readArguments(args)
  const { AFTERWORD_DATA, AUTH_SECRET = '' } = settings()
  let secret = AUTH_SECRET
  const { manifest, keptMail, unmailed } = await restoreBackup({
    databaseUrl: url, store: mediaStore(), place, asItWas, remake: embedded ? () => remakeDatabase(url) : null,
    keepSecret: (restored) => void (secret = keepSecret(AFTERWORD_DATA, AUTH_SECRET, restored)),
  })
  const said = [
    `The site is as it was at ${manifest.at}.`,
    ...(asItWas ? [] : ['Everybody has to sign in again, and API tokens have to be made anew: what was ended since then must not open anything.']),
    ...(keptMail > 0 ? [`${keptMail} mails that had not left by then are kept at /admin/mail, as they may have left since. A press there sends one.`] : []),
    ...(unmailed > 0 ? [`${unmailed} notices are told on the site and not by mail, as that may have left since.`] : []),
    ...(manifest.secret === fingerprint(secret) ? [] : ['AUTH_SECRET is not the one of that site: links in mail that was sent before, and links to drafts, do not work any more.']),
  ]
  process.stdout.write(`${said.join('\n')}\n`)
  await runCommand(noteCopied, operator, { kind: 'restored', of: manifest.at })
  await verify([])
}

function readArguments(args: string[]): { place: string; asItWas: boolean } {
  try {
    const { values, positionals: [file, more] } = parseArgs({ args, options: { 'as-it-was': { type: 'boolean' } }, allowPositionals: true })
    if (file && !more) return { place: path.resolve(file), asItWas: values['as-it-was'] ?? false }
  } catch {
    // What is wrong with it is said below.
  }
  throw new Trouble(`Which file? ${usage}`)
}

/** The secret of the backup takes the place of the one that was made for an empty data folder; one that was set stays. @returns the one that holds from now on */
function keepSecret(folder: string, present: string, restored: string | null): string {
  const file = path.join(folder, 'auth-secret')
  const isMade = existsSync(file) && readFileSync(file, 'utf8').trim() === present
  if (restored === null || !isMade) return present
  writeFileSync(`${file}.restored`, `${restored}\n`, { mode: 0o600 })
  renameSync(`${file}.restored`, file)
  return restored
}
