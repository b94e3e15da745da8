import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'rolldown'
import { moduleFolder, moduleName } from '../lib/http/documents/own-files.ts'

/** Where it begins; all that it needs is in the file that is made of it. */
export const moduleEntry = 'components/site/start-page.ts'

/**
 * Makes the one module of pages for readers who are not signed in, and puts it where the server looks for it, under a name that
 * holds the hash of its content. Older ones are removed.
 * @param root the folder of package.json
 * @returns its text
 * @throws Error of the bundler, with what it could not read
 */
export async function buildModule(root: string, folder = path.join(root, moduleFolder)): Promise<string> {
  const { output } = await build({
    cwd: root,
    input: moduleEntry,
    write: false,
    platform: 'browser',
    transform: { target: 'es2022' },
    output: { format: 'es', minify: true, codeSplitting: false },
    logLevel: 'warn',
  })
  const [{ code }] = output
  const name = moduleName(createHash('sha256').update(code).digest('base64url').slice(0, 12))
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, `${name}.part`), code)
  renameSync(path.join(folder, `${name}.part`), path.join(folder, name))
  for (const other of readdirSync(folder)) if (other !== name && other.startsWith('reading.')) rmSync(path.join(folder, other))
  return code
}
