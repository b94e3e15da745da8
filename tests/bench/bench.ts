import type { TestDatabase } from '../setup/clone-database.ts'
import { tableOf } from './figures.ts'

/** How much is written before it is measured, and how often each thing is. */
export type BenchSizes = { waiting: number; decided: number; log: number; thread: number; posts: number; repeat: number }

/** What every part of the bench is given. */
export type Bench = {
  /** A database with the tables and nothing in them, to be cloned. */
  database: TestDatabase
  /** A folder that is gone afterwards. */
  folder: string
  sizes: BenchSizes
  /** Prints a table, its head first, and keeps it for programs. */
  show: (lines: readonly (readonly string[])[]) => void
  /** Says at the end that a promise is broken, and with which figures. */
  fail: (promise: string) => void
  /** Runs when all is over, the last first, however it ended. */
  atEnd: (stop: () => Promise<unknown> | void) => void
}

/** What one run of the bench found. */
export type BenchFindings = { tables: (readonly (readonly string[])[])[]; broken: string[] }

/** A bench that prints as it goes. */
export function openBench({ database, folder, sizes, atEnd }: Pick<Bench, 'database' | 'folder' | 'sizes' | 'atEnd'>): { bench: Bench; findings: BenchFindings } {
  const findings: BenchFindings = { tables: [], broken: [] }
  const show: Bench['show'] = (lines) => {
    findings.tables.push(lines)
    process.stdout.write(`\n${tableOf(lines)}\n`)
  }
  return { bench: { database, folder, sizes, show, fail: (promise) => void findings.broken.push(promise), atEnd }, findings }
}
