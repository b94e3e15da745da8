import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { withFolder } from './folder-lock.mjs'
import { isFresh, readSources, remember } from './fingerprint.ts'
import { stage } from './progress.mjs'

const root = path.join(import.meta.dirname, '..')
const stamp = path.join(root, '.cache', 'generated')
const inputs = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']

/** Generates the Prisma client when the schema has changed since the last time. Needs no database and no network. */
export async function generateClient() {
  if (isUpToDate()) return
  await withFolder(root, 'generate', async () => {
    if (isUpToDate()) return
    const sources = readSources(root, inputs)
    await stage('Generating the database client', runPrisma)
    remember(stamp, sources)
  })
}

function isUpToDate() {
  return existsSync(path.join(root, 'prisma', 'client', 'client.ts')) && isFresh(stamp, root, inputs)
}

async function runPrisma() {
  const prisma = path.join(root, 'node_modules', 'prisma', 'build', 'index.js')
  await promisify(execFile)(process.execPath, [prisma, 'generate'], { cwd: root })
}
