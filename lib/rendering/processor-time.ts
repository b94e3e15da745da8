import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readSync } from 'node:fs'

/** Linux counts a process's time in ticks, a hundred a second on every machine that Node runs on. */
const msPerTick = 10

/** The file in which the system tells it, opened once for each process: a text is prepared in a millisecond, and opening it each time took half of one. */
const open = new WeakMap<ChildProcess, number>()
const read = Buffer.alloc(1_024)

/** What a process has taken of the processor so far; null where the system does not tell, and the clock has to do. */
export function processorMs(child: ChildProcess): number | null {
  try {
    const file = open.get(child) ?? openSync(`/proc/${child.pid}/stat`, 'r')
    open.set(child, file)
    const stat = read.toString('latin1', 0, readSync(file, read, 0, read.length, 0))
    // The name in brackets may hold blanks; after it, user and system time are the 12th and 13th words.
    const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13).map(Number)
    return ((user ?? 0) + (system ?? 0)) * msPerTick
  } catch {
    return null
  }
}

/** Of a process that is let go. */
export function forgetProcessorTime(child: ChildProcess): void {
  const file = open.get(child)
  open.delete(child)
  if (file !== undefined) closeSync(file)
}
