import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { buildApp } from '../../scripts/build-app.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'

/** A server in a process of its own, and everything that it has written to its log. */
export type HeardSite = { url: string; said: () => string }

/** The production server on the database of the test file. */
export async function hearSite(): Promise<HeardSite> {
  await buildApp()
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const follow = new URL('../../scripts/follow-parent.mjs', import.meta.url).href
  const server = spawn(process.execPath, ['--no-deprecation', '--import', follow, 'server.ts'], {
    cwd: path.join(import.meta.dirname, '..', '..'), stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', AFTERWORD_ORIGIN: url, AFTERWORD_FOLLOWS: String(process.pid) },
  })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = once(server, 'exit')
  afterAll(async () => {
    server.kill('SIGKILL')
    await ended
  })
  for (let ready = false; !ready; await sleep(50)) {
    if (server.exitCode !== null) throw new Error(`The server has ended: ${said}`)
    ready = await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)
  }
  return { url, said: () => said }
}
