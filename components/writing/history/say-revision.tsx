import { Moment } from '#components/ui/moment.tsx'
import type { HistoryLine } from '#lib/posts/writing/read-revisions.ts'

const reasons: Record<HistoryLine['reason'], string> = {
  autosave: 'saved while writing', saved: 'saved', published: 'published', restored: 'brought back', imported: 'imported', aside: 'kept aside',
  submitted: 'submitted', edited: 'edited', resubmitted: 'submitted again',
}

type Said = Pick<HistoryLine, 'reason' | 'savedAt' | 'by' | 'words'>

/** The same where its moment stands already: `saved by Ada, 1,204 words`. */
export function SayHow({ text: { reason, by, words } }: { text: Omit<Said, 'savedAt'> }) {
  return (
    <>
      {reasons[reason]}
      {by && ` by ${by}`}, {words.toLocaleString('en-GB')} {words === 1 ? 'word' : 'words'}
    </>
  )
}

/** How a text came to be kept: `saved by Ada, 23 Nov 2026, 14:05 UTC, 1,204 words`. */
export function SayRevision({ text: { reason, savedAt, by, words } }: { text: Said }) {
  return (
    <>
      {reasons[reason]}
      {by && ` by ${by}`}, <Moment at={savedAt} precision="minute" />, {words.toLocaleString('en-GB')} {words === 1 ? 'word' : 'words'}
    </>
  )
}
