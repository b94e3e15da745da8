import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Trouble } from '../lib/trouble.ts'

/** Makes the data folder, for us alone, and makes sure that it can be written. */
export function prepareDataFolder(folder: string) {
  const probe = path.join(folder, `.probe-${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new Trouble(`The data folder ${folder} cannot be written (${reason}). Give it to this user, or set AFTERWORD_DATA to another one.`)
  }
}

/** The secret that signs sessions: made once for a data folder and kept there, readable by its owner only. */
export function keepAuthSecret(folder: string): string {
  const file = path.join(folder, 'auth-secret')
  if (!existsSync(file)) makeOnce(file, randomBytes(32).toString('base64url'))
  return readFileSync(file, 'utf8').trim()
}

/** Notes where the site of a data folder is served, for commands beside it, which nobody tells. */
export function noteOrigin(folder: string, origin: string) {
  writeFileSync(path.join(folder, 'origin'), `${origin}\n`, { mode: 0o600 })
}

/** Where the site of a data folder was served last; undefined where it never was, or nobody can read it. */
export function notedOrigin(folder: string): string | undefined {
  const file = path.join(folder, 'origin')
  const noted = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  return URL.canParse(noted) ? noted : undefined
}

/** Whole or not at all, and the first of two processes wins. */
function makeOnce(file: string, content: string) {
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, `${content}\n`, { mode: 0o600 })
  try {
    linkSync(unfinished, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(unfinished)
  }
}

/** Where the embedded database of a data folder is kept. */
export function databaseFolder(dataFolder: string): string {
  return path.join(dataFolder, 'postgres')
}
