import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { settingNames } from '../../../lib/env.ts'
import { findFreePort } from '../../../scripts/embedded-postgres.ts'

/** One `npm start`, in milliseconds since it was called. */
export type Start = {
  /** Until it says that it is ready. */
  ready: number
  /** What all of its processes took of the processor until then. */
  processor: number
  /** When each step had ended, and how long it took, by its name. */
  steps: ReadonlyMap<string, { at: number; took: number }>
}

/** What a quiet machine of the promised size has. */
export const cores = 2

const root = path.join(import.meta.dirname, '..', '..', '..')
const telling = path.join(import.meta.dirname, 'tell-steps.mjs')

/**
 * Starts the site as a person does, on a data folder of its own, waits until it says that it is ready, and ends it.
 * @param data the data folder; made by the first start
 */
export async function measureStart(data: string): Promise<Start> {
  const steps = `${data}.steps`
  rmSync(steps, { force: true })
  const nothingSet = Object.fromEntries(settingNames.map((name) => [name, '']))
  const [program = 'npm', ...args] = [...bound(), 'npm', 'start']
  const began = Date.now()
  const child = spawn(program, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env, ...nothingSet, PORT: String(await findFreePort()), AFTERWORD_DATA: data, AFTERWORD_STEPS: steps,
      NODE_OPTIONS: `--import=${pathToFileURL(telling).href}`,
    },
  })
  const ended = once(child, 'exit')
  try {
    await said(child.stdout, 'Afterword is ready at')
    const ready = Date.now() - began
    return { ready, processor: processorOf(child.pid ?? 0), steps: readSteps(steps, began) }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** The words that keep a program on two of the cores, where there are more and the system can. */
function bound(): string[] {
  if (os.availableParallelism() <= cores) return []
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' })
    return ['taskset', '-c', Array.from({ length: cores }, (_, core) => core).join(',')]
  } catch {
    return []
  }
}

function said(output: NodeJS.ReadableStream, words: string): Promise<void> {
  let text = ''
  return new Promise((resolve, reject) => {
    output.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (text.includes(words)) resolve()
    })
    output.once('end', () => reject(new Error(`npm start ended and had not said "${words}":\n${text}`)))
  })
}

function readSteps(file: string, began: number): Start['steps'] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  const told = lines.map((line): { program: string; name: string; at: number; took: number } => JSON.parse(line))
  return new Map(told.map(({ program, name, at, took }) => [`${program} ${name}`, { at: at + took - began, took }]))
}

/** In milliseconds: a process, and all that it started and what those that ended had taken. Linux counts a hundred ticks a second. */
function processorOf(pid: number): number {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), statOf(Number(name))]))
  const taken = (of: number): number => {
    const own = parents.get(of)?.ticks ?? 0
    return own + [...parents].filter(([, stat]) => stat?.parent === of).reduce((sum, [child]) => sum + taken(child), 0)
  }
  return taken(pid) * 10
}

function statOf(pid: number): { parent: number; ticks: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number)
    return { parent: words[1] ?? 0, ticks: words.slice(11, 15).reduce((sum, each) => sum + each, 0) }
  } catch {
    return null
  }
}
