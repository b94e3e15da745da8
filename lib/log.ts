import pino from 'pino'
import type { Logger } from 'pino'
import { settings } from '#lib/env.ts'

/** How much a line matters, from most to least. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

/** A request that was answered, or that whoever asked did not wait for. */
type RequestLine = {
  msg: 'request'
  /** Its number, which its answer carries too. */
  request: string
  /** Null for what was no HTTP. */
  method: string | null
  /** The address in the form of its route, `/posts/[slug]`: what stands in the brackets may be a secret, or words of somebody. */
  path: string | null
  status: number
  /** From its head to the end of its answer, in milliseconds. */
  ms: number
  /** Of the answer on the wire, with its head. */
  bytes: number
  /** A role, or `unknown` where somebody may be signed in and it was not asked who. */
  viewer: string
  /** Whoever asked had gone before the end. */
  aborted?: true
}

/** Something that failed: where, as what, at which places of the code. */
type FailureLine = { msg: 'failure'; request: string | null; where: string; error: string; code: string | null; digest: string | null; stack: string[] }

/** A sentence of our own about work that nobody waits for. */
type TroubleLine = { msg: string; where: 'background' }

/** Lines that could not be written, because nobody read them in time. */
type LostLine = { msg: 'lost'; lines: number }

/** All that a line can say. What has no name here cannot be logged: there is no place for a text, an address or a secret. */
export type LogLine = RequestLine | FailureLine | TroubleLine | LostLine

/** Next bundles this file apart from `server.ts`; one process must still have one log. */
const shared = globalThis as typeof globalThis & { afterwordLog?: Logger }

function log(): Logger {
  return (shared.afterwordLog ??= pino({
    level: chosenLevel(),
    base: { pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (level) => ({ level }) },
  }, { write: writeOut }))
}

/** Somebody at a terminal is told what is wrong, and is not shown every request. */
function chosenLevel() {
  return settings().LOG_LEVEL ?? (process.stderr.isTTY ? 'warn' : 'info')
}

/** In bytes: a reader of the log who has stopped reading keeps no more than this in the memory of the process. */
const mostUnread = 1024 * 1024

let lost = 0

/** To standard error, which never waits for whoever reads it; what they do not take is left out, and counted. */
function writeOut(line: string) {
  if (process.stderr.writableLength > mostUnread) return void lost++
  const lines = lost
  lost = 0
  // Of the level that is never left out: it says that everything else may be.
  if (lines > 0) writeLine('error', { msg: 'lost', lines })
  process.stderr.write(line)
}

/** Whether lines of this level are written at all. */
export function isLogged(level: LogLevel): boolean {
  return log().isLevelEnabled(level)
}

/** Writes one line of JSON to the log. */
export function writeLine(level: LogLevel, line: LogLine) {
  log()[level](line)
}

/** Writes down what went wrong with work that nobody waits for. @param trouble a sentence of ours, without any name or address */
export function reportTrouble(trouble: string) {
  writeLine('warn', { msg: trouble, where: 'background' })
}
