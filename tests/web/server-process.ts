import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = path.join(import.meta.dirname, '..', '..')
const follow = new URL('../../scripts/follow-parent.mjs', import.meta.url).href

/** The production server as a process that can be killed. */
export type ServerProcess = {
  url: string
  port: number
  pid: number
  /** Ends it as the loss of its machine would, and waits until it is gone. */
  kill: () => Promise<void>
  /** Asks it to end. */
  stop: () => Promise<void>
  /** Whether it has ended. */
  ended: () => boolean
  /** Everything that it has written. */
  said: () => string
}

export type ServerSettings = {
  database: string
  port: number
  /** Another folder with another build. */
  at?: string
  environment?: Record<string, string>
  /** A module that is loaded before everything else. */
  preload?: string
}

/** Starts `server.ts` as `npm start` does, and waits until it is ready. @throws Error with what it said, where it is not */
export async function startServer({ database, port, at = root, environment = {}, preload }: ServerSettings): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${port}`
  const preloads = [follow, ...(preload ? [preload] : [])].flatMap((each) => ['--import', each])
  const child = spawn(process.execPath, ['--no-deprecation', ...preloads, path.join(at, 'server.ts')], {
    cwd: at,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, DATABASE_URL: database, AFTERWORD_ORIGIN: url, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production', AFTERWORD_FOLLOWS: String(process.pid), ...environment },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const gone = once(child, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    if (!hasEnded()) child.kill(signal)
    await gone
  }
  for (const began = performance.now(); !(await isReady(url)); await sleep(15)) {
    if (hasEnded() || performance.now() - began > 180_000) throw await end('SIGKILL').then(() => new Error(`The server does not serve: ${said.slice(-2_000)}`))
  }
  return { url, port, pid: child.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM'), ended: hasEnded, said: () => said }
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then((answer) => answer.ok, () => false)
}
