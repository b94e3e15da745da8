import { add } from '../import-report.ts'
import type { Counts } from '../import-report.ts'
import type { FileTrouble } from './got-file.ts'

/** What became of the pictures of an old blog in one run. */
export type MediaReport = {
  /** Posts that were looked through, and those whose texts changed. */
  posts: number
  changed: number
  /** Files that were taken over in this run, and that were here already. */
  taken: number
  known: number
  covers: number
  /** Links that lead to posts here by now, and those for which nothing is here that readers see. */
  links: number
  deadLinks: number
  /** Files that could not be had, by why. The first thousand by address; `moreMissing` counts the others. */
  troubles: Partial<Record<FileTrouble, number>>
  missing: { address: string; trouble: FileTrouble }[]
  moreMissing: number
  /** Of a dry run: files that would be asked for, and those that are known to be there or not to be. */
  wanted: number
  there: number
  absent: number
  /** Posts that could not be changed, with a sentence. */
  problems: string[]
  /** Hosts of pictures that no import named. */
  others: Counts
}

const missingKept = 1_000

export function beginMediaReport(): MediaReport {
  return {
    posts: 0, changed: 0, taken: 0, known: 0, covers: 0, links: 0, deadLinks: 0, troubles: {}, missing: [], moreMissing: 0, wanted: 0, there: 0, absent: 0, problems: [], others: {},
  }
}

export function addMissing(report: MediaReport, each: MediaReport['missing'][number]): void {
  report.troubles[each.trouble] = (report.troubles[each.trouble] ?? 0) + 1
  if (report.missing.length < missingKept) report.missing.push(each)
  else report.moreMissing++
}

export function addOther(report: MediaReport, host: string): void {
  add(report.others, host)
}
