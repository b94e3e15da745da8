import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../../lib/command.ts'
import { env } from '../../lib/env.ts'
import { mediaStore } from '../../lib/media/store/media-store.ts'
import { noteCopied } from '../../lib/people/security/note-copied.ts'
import { Trouble } from '../../lib/trouble.ts'
import { operator } from '../../lib/viewer.ts'
import { writeBackup } from '../backup/write-backup.ts'

/** Writes the site into one file, while it serves, and prints where. Without a name it is in the folder `backups` of the data folder, named by the moment. */
export async function run([given, ...rest]: string[]) {
  if (rest.length > 0 || given?.startsWith('-')) throw new Trouble('It is written so: backup [FILE]. The file is a packed archive: afterword.tar.gz.')
  const { DATABASE_URL, AFTERWORD_DATA, AUTH_SECRET } = env()
  const place = path.resolve(given ?? path.join(AFTERWORD_DATA, 'backups', `afterword-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.tar.gz`))
  const { bytes, manifest } = await writeBackup({
    databaseUrl: DATABASE_URL, store: mediaStore(), place, version: readVersion(), secret: AUTH_SECRET, keepsSecret: isKept(AFTERWORD_DATA, AUTH_SECRET),
  })
  await runCommand(noteCopied, operator, { kind: 'backup-made', of: manifest.at })
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
  process.stderr.write(`${count(rows)} rows, ${count(manifest.images)} images, ${(bytes / 1e6).toFixed(1)} MB. Whoever has this file can read everything in it, and it opens the site.\n`)
  process.stdout.write(`${place}\n`)
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}

function readVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(path.join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'))
  return version
}

/** A secret that was set by whoever runs the site is theirs to keep. */
function isKept(folder: string, secret: string): boolean {
  const file = path.join(folder, 'auth-secret')
  return existsSync(file) && readFileSync(file, 'utf8').trim() === secret
}
