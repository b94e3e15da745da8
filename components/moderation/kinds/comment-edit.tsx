import { EarlierNote } from '#components/moderation/kinds/earlier-decision.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'

/** A new text of something published: what it changes of what readers see now. */
export function CommentEdit({ facts, writer }: { facts: CaseFacts; writer: string }) {
  return (
    <div className="item-case" role="group" aria-label="What the edit changes">
      <h3>What {writer || 'the writer'} changes</h3>
      <p className="meta">Readers see the approved text until this one is.</p>
      {facts.returned && <EarlierNote decision={facts.returned} />}
      {facts.changes ? <TextChanges parts={facts.changes.parts} /> : <p>The two texts are the same.</p>}
    </div>
  )
}
