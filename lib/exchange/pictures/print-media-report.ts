import { isFileTrouble, troubleWords } from './got-file.ts'
import type { MediaReport } from './media-report.ts'

const shown = 40

/** The report for people, one subject a line. */
export function printMediaReport(report: MediaReport, { dryRun, links }: { dryRun: boolean; links: boolean }): string {
  const lines = dryRun ? sayPlan(report) : sayDone(report)
  return [...lines, ...(links ? [sayLinks(report)] : []), ...sayOthers(report), ...sayMissing(report), ...report.problems].map((line) => `${line}\n`).join('')
}

function sayPlan({ posts, wanted, there, absent }: MediaReport): string[] {
  const known = there + absent > 0 ? `: ${there} are there, ${absent} are not` : ''
  return [line('Texts', `${posts} name pictures of the old blog, or are to have one above them`), line('Pictures', `${wanted} would be asked for${known}`)]
}

function sayDone({ posts, changed, taken, known, covers }: MediaReport): string[] {
  return [
    line('Pictures', `${taken} taken over${known > 0 ? `, ${known} were here already` : ''}`),
    line('Texts', `${changed} of ${posts} show them now${covers > 0 ? `, ${covers} of these above the text` : ''}`),
  ]
}

function sayLinks({ links, deadLinks }: MediaReport): string {
  return line('Links', `${links} lead to what is here${deadLinks > 0 ? `; ${deadLinks} to pages of the old blog of which nothing is here that readers see` : ''}`)
}

function sayOthers({ others }: MediaReport): string[] {
  const hosts = Object.entries(others).sort(([one, many], [other, more]) => more - many || one.localeCompare(other))
  if (hosts.length === 0) return []
  const words = hosts.slice(0, shown).map(([host, count]) => `${host} ${count}`).join(', ')
  return [line('Elsewhere', `${words}${hosts.length > shown ? ` and ${hosts.length - shown} more` : ''}; the import named none of these hosts, so they are left alone`)]
}

function sayMissing({ troubles, missing, moreMissing }: MediaReport): string[] {
  const kinds = Object.entries(troubles).flatMap(([trouble, count]) => (isFileTrouble(trouble) ? [`${troubleWords[trouble]} ${count}`] : []))
  if (kinds.length === 0) return []
  const hidden = missing.length - shown + moreMissing
  return [
    line('Not had', kinds.join(', ')),
    ...missing.slice(0, shown).map(({ address, trouble }) => `  ${address}: ${troubleWords[trouble]}`),
    ...(hidden > 0 ? [`  and ${hidden} more of these`] : []),
  ]
}

function line(subject: string, words: string): string {
  return `${subject.padEnd(10)}  ${words}`
}
