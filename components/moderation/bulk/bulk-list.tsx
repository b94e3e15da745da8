import { isRunning, sayBulk, sayProgress, sayUndoAll } from '#components/moderation/bulk/say-bulk.ts'
import { sayDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import { PressForm } from '#components/people/press-form.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { BulkLine } from '#lib/moderation/bulk/read-bulk.ts'

type Props = { bulks: BulkLine[]; viewer: { handle: string }; undo: FormAction; now: Date }

/** Bulks as lines: what, who, how far, and the undo of what is done. */
export function BulkList({ bulks, viewer, undo, now }: Props) {
  return (
    <ul className="bulk-list">
      {bulks.map((bulk) => (
        <li key={bulk.id}>
          <p>
            <a href={`/moderation/bulk/${bulk.id}`}>{sayBulk(bulk)}</a>
            <span className="meta">
              {sayProgress(bulk, bulk)} {bulk.by.handle === viewer.handle ? 'You' : bulk.by.name}, {sayDuration(secondsSince(bulk.at, now))} ago
              {bulk.undoneById && (
                <>
                  . <a href={`/moderation/bulk/${bulk.undoneById}`}>Taken back</a>
                </>
              )}
            </span>
          </p>
          {!isRunning(bulk) && bulk.done > 0 && bulk.action !== 'undo' && bulk.undoneById === null && (
            <PressForm action={undo} fields={{ bulkId: bulk.id }} look="text" pending="Taking back …">
              {sayUndoAll(bulk)}
            </PressForm>
          )}
        </li>
      ))}
    </ul>
  )
}
