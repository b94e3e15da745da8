import type { ReactNode } from 'react'
import { sayItem, sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { UndoForm } from '#components/moderation/decisions/undo-form.tsx'
import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import { sayDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import type { FormAction } from '#lib/form-state.ts'
import type { LogEntry } from '#lib/moderation/log/read-log.ts'

/**
 * The key for undo reaches this far back, in seconds, and not behind what one decided about many: nobody should take yesterday
 * back by a slip. Buttons reach further.
 */
const reach = 3_600

type Props = { entries: LogEntry[]; viewer: { handle: string }; undo: FormAction; now: Date; lastBulk: Date | null; children?: ReactNode }

/** The last decisions, so that they can be taken back after the page was left or loaded anew; below, those about many at once. */
export function RecentlyDecided({ entries, viewer, undo, now, lastBulk, children }: Props) {
  if (entries.length === 0 && !children) return null
  const last = entries.find((entry) => entry.by.handle === viewer.handle && entry.action !== 'undo' && !entry.undone && secondsSince(entry.at, now) < reach && (!lastBulk || entry.at > lastBulk))
  return (
    <section className="desk-recent" aria-label="Recently decided">
      <h2>Recently decided</h2>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id} data-last={entry === last || undefined}>
            <p>
              {sayVerdict(entry.action)}: <a href={deskAddress({ item: entry.itemId })}>{sayEntry(entry)}</a>{' '}
              <span className="desk-recent-by">
                {entry.by.handle === viewer.handle ? 'you' : entry.by.name}, {sayDuration(secondsSince(entry.at, now))} ago
              </span>
            </p>
            {entry.canUndo && <UndoForm action={undo} decisionId={entry.id} of={`“${sayVerdict(entry.action)}: ${sayEntry(entry)}”`} onward="item" />}
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}

/** What a decision was about. The log does not tell replies from comments. */
export function sayEntry({ writer, kind }: Pick<LogEntry, 'writer' | 'kind'>): string {
  return sayItem({ name: writer.name, isReply: false, kind })
}
