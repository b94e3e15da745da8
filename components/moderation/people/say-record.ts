import type { Endings } from '#lib/moderation/people/read-person-page.ts'

type Counts = { approved: number; returned: number; rejected: number; hidden: number; withdrawn?: number }

/** Counts stop at this many, see lib/moderation/people/read-person-record.ts. */
const most = 1_000

/** `3 approved, 1 rejected`; what there is none of is not said. */
export function sayRecord({ approved, returned, rejected, hidden, withdrawn = 0 }: Counts): string {
  const said = sayCounts([[approved, 'approved'], [returned, 'returned'], [rejected, 'rejected'], [hidden, 'taken down'], [withdrawn, 'withdrawn']])
  return said || 'Nothing was decided yet'
}

/** `5: 3 taken down, 1 nothing wrong, 1 waiting`; `2 waiting` when all ended alike. */
export function sayEndings({ all, ended }: Endings, words: Record<string, string>): string {
  if (all === 0) return 'None'
  const said = sayCounts(Object.entries(words).map(([ending, word]) => [ended[ending] ?? 0, word]))
  const alike = Object.keys(ended).length === 1
  return alike && said ? said : `${sayCount(all)}: ${said}`
}

/** `1,000 or more` where counting stopped. */
export function sayCount(count: number, stop = most): string {
  return count >= stop ? `${stop.toLocaleString('en-GB')} or more` : String(count)
}

function sayCounts(counts: [number, string][]): string {
  return counts.filter(([count]) => count > 0).map(([count, word]) => `${sayCount(count)} ${word}`).join(', ')
}
