/** A ready-made reason for a report: what a reader picks, in the reader's words. */
export type ReportReason = { code: string; label: string }

/** The codes are those of a moderator's reasons where both mean the same. `other` needs words of one's own. */
export const reportReasons: ReportReason[] = [
  { code: 'unkind', label: 'It goes after a person instead of what they said' },
  { code: 'hateful', label: 'It speaks of people with contempt for what they are' },
  { code: 'personal-details', label: 'It holds private details of somebody' },
  { code: 'spam', label: 'It is advertising' },
  { code: 'off-topic', label: 'It is not about the essay or the conversation' },
  { code: 'spoiler', label: 'It gives away what others want to find out for themselves' },
  { code: 'other', label: 'Something else' },
]

/** A report's reason as a sentence for moderators; empty for `other`, which is said in the reporter's own words. */
export function sayReportReason(code: string): string {
  const label = reportReasons.find((reason) => reason.code === code)?.label
  return label && code !== 'other' ? `${label}.` : ''
}
