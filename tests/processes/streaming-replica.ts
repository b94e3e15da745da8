import { chmodSync, chownSync, closeSync, cpSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { initialise, makeSite, password, prepare, runExternal } from './external-postgres.ts'
import type { ExternalPostgres } from './external-postgres.ts'

/** A server and another one that follows it. */
export type Pair = { primary: ExternalPostgres; replica: () => ExternalPostgres; again: () => Promise<void>; stop: () => Promise<void> }

/** What is said is written down, to be counted. */
const streaming = { wal_level: 'replica', max_wal_senders: 10, hot_standby: 'on', log_statement: 'all' }

/**
 * Starts both. The files of the second are a copy of those of the first before it began, which needs no other program; all else it is sent.
 * @param binaries null: those that come along
 */
export async function startPair(binaries?: null): Promise<Pair> {
  const [first, second] = [prepare(binaries), prepare(binaries)]
  await initialise(first)
  cpSync(first.data, second.data, { recursive: true })
  chmodSync(second.data, 0o700)
  closeSync(openSync(path.join(second.data, 'standby.signal'), 'w'))
  if (second.user) giveAway(second.data, second.user)
  const primary = await runExternal(first, streaming)
  const following = { ...streaming, primary_conninfo: `host=127.0.0.1 port=${primary.port} user=admin password='${password}'` }
  let replica = await runExternal(second, following)
  await makeSite(primary)
  return {
    primary,
    replica: () => replica,
    again: async () => void (replica = await runExternal(second, following, replica.port)),
    stop: async () => {
      signalAll(replica, 'SIGCONT')
      await replica.stop()
      await primary.stop()
    },
  }
}

function giveAway(file: string, { uid, gid }: { uid: number; gid: number }) {
  chownSync(file, uid, gid)
  if (statSync(file).isDirectory()) for (const name of readdirSync(file)) giveAway(path.join(file, name), { uid, gid })
}

/** Sends a signal to all processes of a server: `SIGSTOP` freezes it in the middle of a word. */
export function signalAll({ running }: ExternalPostgres, signal: 'SIGSTOP' | 'SIGCONT') {
  const { pid } = running
  if (pid === undefined || parentOf(String(pid)) === 0) return
  for (const each of [pid, ...childrenOf(pid)]) process.kill(each, signal)
}

function childrenOf(parent: number): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return processes.filter((pid) => parentOf(pid) === parent).map(Number)
}

function parentOf(pid: string): number {
  try {
    return Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
  } catch {
    return 0
  }
}

/** The statements that read published views and that a server carried out since it was asked the last time. */
export function noteReads({ folder }: ExternalPostgres): () => string[] {
  const read = () => readFileSync(path.join(folder, 'log'), 'utf8')
  let from = read().length
  return () => {
    const since = read().slice(from)
    from += since.length
    return since.split(/^(?=\d{4}-\d\d-\d\d )/m).filter((entry) => / LOG: +(execute|statement)/.test(entry) && /\bpublished_(comment|log|person|post|tag)\b/.test(entry))
  }
}
