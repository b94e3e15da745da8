import { execFile, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { findFreePort } from '../../scripts/embedded-postgres.ts'

const nextProgram = path.join(import.meta.dirname, '../../node_modules/next/dist/bin/next')

const production = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const

/**
 * Builds an app of the framework that the site is measured beside. It has the packages of the product and is no part of its build.
 * @throws Error with what the framework says, when it does not build
 */
export async function buildNextApp(folder: string, settings: Record<string, string> = {}): Promise<void> {
  await promisify(execFile)(process.execPath, [nextProgram, 'build', folder], { env: { ...production, ...settings } })
}

/** Serves it as the framework does by itself, until `stop`. */
export async function startNextApp(folder: string, settings: Record<string, string> = {}): Promise<{ port: number; pid: number; stop: () => void }> {
  const port = await findFreePort()
  const child = spawn(process.execPath, [nextProgram, 'start', folder, '--port', String(port), '--hostname', '127.0.0.1'], {
    stdio: ['ignore', 'ignore', 'inherit'], env: { ...production, ...settings },
  })
  for (let tries = 0; tries < 600 && child.exitCode === null; tries++) {
    if ((await fetch(`http://127.0.0.1:${port}/`).catch(() => null)) !== null) return { port, pid: child.pid ?? 0, stop: () => child.kill() }
    await sleep(50)
  }
  child.kill()
  throw new Error(`The app in ${path.basename(folder)} does not start.`)
}
