import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Trouble } from '../lib/trouble.ts'
import { withFolder } from './folder-lock.mjs'
import { isFresh, readSources, remember } from './fingerprint.ts'
import { stage } from './progress.mjs'

const root = path.join(import.meta.dirname, '..')
const stamp = path.join(root, '.next', 'afterword-sources')
/** Written last by a build that went to its end. */
const buildId = path.join(root, '.next', 'BUILD_ID')
/** What a build is called: by its sources, so that the same ones are the same build on every machine. */
const buildName = path.join(root, '.cache', 'build-name')
/** What Node has compiled, of this build and of earlier ones. */
const compiled = path.join(root, '.cache', 'compiled')

/**
 * The framework makes the names of actions from this. A key of its own for each folder, which it would take, makes other names on every machine, and a form of a page from one
 * could not be sent to another. It keeps nothing secret: what it would pack is what actions within components close over, and there are none
 * (tests/architecture/habits).
 */
const actionKey = createHash('sha256').update('the names of actions').digest('base64')

const folders = ['app', 'components', 'lib', 'public', 'prisma/schema.prisma', 'scripts/build-app.ts', 'scripts/build-module.ts', 'scripts/build-drawing.ts']

/**
 * Builds the app, the module of pages without it, and what draws such pages, when its sources have changed since the last build that ended well.
 * @param signal ends the build early
 */
export async function buildApp(signal?: AbortSignal) {
  if (isBuilt()) return
  await withFolder(root, 'build', async () => {
    if (isBuilt()) return
    for (const file of [stamp, buildId]) rmSync(file, { force: true })
    rmSync(compiled, { recursive: true, force: true })
    const sources = readSources(root, inputs())
    await stage('Building the site', async () => {
      nameBuild(sources.contents)
      await runBuild(signal)
      // After the framework, which empties the folder that both build into.
      const { buildModule } = await import('./build-module.ts')
      await buildModule(root)
      const { buildDrawing } = await import('./build-drawing.ts')
      await buildDrawing(root)
    })
    remember(stamp, sources)
  })
}

/** Whether the last build ended well and was made from what is here now. */
export function isBuilt(): boolean {
  return existsSync(buildId) && isFresh(stamp, root, inputs())
}

/** Everything that the build reads: the folders of the app, and the settings of its tools, which lie at the top. */
function inputs(): string[] {
  const atTop = readdirSync(root).filter((name) => /\.(ts|mts|mjs|js|json|css)$/.test(name) && name !== 'next-env.d.ts')
  return [...folders, ...atTop]
}

/** The framework asks its settings for the name. */
function nameBuild(name: string) {
  mkdirSync(path.dirname(buildName), { recursive: true })
  writeFileSync(buildName, name)
}

function runBuild(signal?: AbortSignal): Promise<void> {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const follow = new URL('follow-parent.mjs', import.meta.url).href
  const child = spawn(process.execPath, ['--import', follow, next, 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    env: {
      ...process.env,
      AFTERWORD_FOLLOWS: String(process.pid),
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionKey,
      NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NODE_DISABLE_COMPILE_CACHE: '1',
    },
  })
  const endAll = () => child.pid && process.kill(-child.pid, 'SIGTERM')
  signal?.addEventListener('abort', endAll)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      signal?.removeEventListener('abort', endAll)
      if (code === 0 && existsSync(buildId)) resolve()
      else reject(new Trouble(`The site could not be built:\n${tail(output)}`))
    })
  })
}

function tail(output: string) {
  return output.trim().split('\n').slice(-40).join('\n')
}
