import { EarlierNote } from '#components/moderation/kinds/earlier-decision.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'

/** A text that came back from its writer: what was asked for, and what was changed. Nothing for a first text. */
export function Resubmitted({ facts, writer }: { facts: CaseFacts; writer: string }) {
  if (!facts.returned || !facts.changes) return null
  return (
    <div className="item-case" role="group" aria-label="What was changed since it was returned">
      <h3>Sent again by {writer || 'the writer'}</h3>
      <EarlierNote decision={facts.returned} />
      <TextChanges parts={facts.changes.parts} />
    </div>
  )
}
