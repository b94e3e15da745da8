import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { settings } from '../lib/env.ts'
import { Trouble } from '../lib/trouble.ts'

const root = path.join(import.meta.dirname, '..')

/** A request that runs when the server is asked to stop may take 15 s; then the server has a moment to leave. Before that it serves for DRAIN_SECONDS. */
const stopSeconds = 18
const readySeconds = 60

/**
 * What keeps the server small on any machine. Node gives itself room by the memory that a machine has, and on a large one lets garbage lie until there are
 * hundreds of megabytes of it. New objects get 16 MiB in each half of their space; all others at most half a gigabyte: a fence, and what makes it collect
 * sooner. At rest it needs 130 MiB, and 255 with 64 connections on a page of nine megabytes, the longest essay above two hundred of the longest comments.
 * What zlib and the compiler had goes back to the system in pieces of 4 MiB and not at some later time. The buffer of a page is smaller than that: to ask the system
 * for each of them, and to give it back, took a quarter of all the time in which pages are made.
 */
const small = {
  options: ['--max-old-space-size=512', '--max-semi-space-size=16'],
  environment: { MALLOC_TRIM_THRESHOLD_: '4194304', MALLOC_MMAP_THRESHOLD_: '4194304', MALLOC_ARENA_MAX: '2' },
}

export type Site = {
  url: string
  /** Settles with the exit code when the server ends, whoever ended it. */
  ended: Promise<number | null>
  stop: () => Promise<void>
}

export type SiteOptions = {
  host: string
  port: number
  development?: boolean
  /** Settings on top of those of this process. */
  environment?: Record<string, string>
  /** Receives what the server writes to its log; else that goes where ours goes. */
  hear?: (text: string) => void
  /** Receives the function that ends the server as soon as there is one to end. */
  onStart?: (stop: () => Promise<void>) => void
}

/** A server that loads what it needs, and waits for the settings that are not known yet. */
export type ComingSite = {
  /** Ends the server, whether it serves by then or not. */
  stop: () => Promise<void>
  /**
   * Tells it the rest of its settings, and waits until /readyz answers 200.
   * @throws Trouble when it ends before, or is not ready in time
   */
  serve: (settings: Record<string, string>) => Promise<Site>
}

/**
 * Starts `server.ts` and waits until /readyz answers 200.
 * @throws Trouble when it ends before, or is not ready in time
 */
export async function serveSite({ onStart, ...options }: SiteOptions): Promise<Site> {
  const coming = prepareSite(options)
  onStart?.(coming.stop)
  return coming.serve({})
}

/**
 * Starts `server.ts`, which takes most of its time to load, while its database is not there yet.
 * It is in a session of its own, so that Ctrl-C reaches it through us, in the right order; it ends when this process does.
 */
export function prepareSite({ host, port, development = false, environment, hear }: Omit<SiteOptions, 'onStart'>): ComingSite {
  const follow = ['--import', new URL('follow-parent.mjs', import.meta.url).href]
  const server = spawn(process.execPath, ['--no-deprecation', ...(development ? [] : small.options), ...follow, path.join(root, 'server.ts'), '--told', ...(development ? ['--dev'] : [])], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'inherit', hear ? 'pipe' : 'inherit', 'ipc'],
    env: {
      ...(!development && small.environment),
      ...process.env,
      ...environment,
      PORT: String(port),
      HOST: host,
      NODE_ENV: development ? 'development' : 'production',
      AFTERWORD_FOLLOWS: String(process.pid),
    },
  })
  if (hear) server.stderr?.setEncoding('utf8').on('data', hear)
  const ended = once(server, 'exit').then(([code]) => (typeof code === 'number' ? code : null))
  const patience = stopSeconds + Number(environment?.DRAIN_SECONDS ?? settings().DRAIN_SECONDS)
  const stop = () => endServer(server, ended, patience)
  const url = addressOf(host, port)
  const serve = async (settings: Record<string, string>) => {
    // Where it has ended already, that is found out below.
    server.send(settings, () => {})
    await waitUntilReady(server, url)
    return { url, ended, stop }
  }
  return { stop, serve }
}

async function waitUntilReady(server: ChildProcess, url: string) {
  let answer: Response | undefined
  for (const began = Date.now(); Date.now() - began < readySeconds * 1000; await sleep(50)) {
    if (hasEnded(server)) throw new Trouble('The site could not be started; the reason stands above.')
    answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
    if (answer?.ok) return
  }
  throw new Trouble(`The site does not get ready: ${url}/readyz says ${answer ? `${answer.status} ${await answer.text()}` : 'nothing'}`)
}

function hasEnded(server: ChildProcess) {
  return server.exitCode !== null || server.signalCode !== null
}

/** Where this machine reaches a server that listens on a host and port. */
export function addressOf(host: string, port: number): string {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }
  return `http://${everywhere[host] ?? (host.includes(':') ? `[${host}]` : host)}:${port}`
}

async function endServer(server: ChildProcess, ended: Promise<unknown>, patience: number) {
  if (hasEnded(server)) return
  server.kill('SIGTERM')
  const inTime = await Promise.race([ended.then(() => true), sleep(patience * 1000, false, { ref: false })])
  if (!inTime) server.kill('SIGKILL')
  await ended
}
