import type { ReactNode } from 'react'
import { manyVerdicts } from '#components/moderation/bulk/many-verdicts.ts'
import { SelectBox } from '#components/moderation/bulk/select-box.tsx'
import { wholeWords } from '#components/moderation/cards/clip-html.ts'
import { capital } from '#components/moderation/decisions/judge-item.ts'
import { deskAddress } from '#components/moderation/desk/desk-address.ts'
import type { DeskView } from '#components/moderation/desk/desk-address.ts'
import { Arrived } from '#components/moderation/desk/new-items.tsx'
import { QueueRow } from '#components/moderation/desk/queue-row.tsx'
import { sayShortDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'

type Props = { items: QueueItem[]; selected: string | null; after: string; view: DeskView; next: string | null; now: Date; children?: ReactNode }

/** What waits, oldest first. What belongs to all of it stands below. */
export function QueueList({ items, selected, after, view, next, now, children }: Props) {
  return (
    <nav className="desk-list" aria-label="Waiting, oldest first" id="queue">
      <ol>
        {items.map((item) => (
          <QueueEntry key={item.id} item={item} selected={selected} after={after} view={view} now={now} />
        ))}
        <Arrived part="rows" />
      </ol>
      <ListPages after={after} view={view} next={next} />
      {children}
    </nav>
  )
}

/** One line of the list. */
export function QueueEntry({ item, selected, after, view, now }: Pick<Props, 'selected' | 'after' | 'view' | 'now'> & { item: QueueItem }) {
  return (
    <li>
      {item.state === 'waiting' && (
        <SelectBox itemId={item.id} version={item.version} verdicts={manyVerdicts(item.actions)} label={`${item.noun} by ${item.author.name || 'somebody without a name'}`} />
      )}
      <QueueRow itemId={item.id} href={`${deskAddress({ ...view, after, item: item.id })}#item-${item.id}`} initiallySelected={item.id === selected}>
        <RowText item={item} now={now} />
      </QueueRow>
    </li>
  )
}

/** On to what waits behind this page, and back to the oldest. */
export function ListPages({ after, view, next }: Pick<Props, 'after' | 'view' | 'next'>) {
  if (!after && !next) return null
  return (
    <p className="desk-pages">
      {after && <a href={deskAddress(view)}>Back to the oldest</a>}
      {next && (
        <a href={deskAddress({ ...view, after: next })} rel="next" data-page="next">
          More that wait
        </a>
      )}
    </p>
  )
}

/** More than two lines hold. */
function beginningOf(text: string): string {
  return text.length <= 160 ? text : wholeWords(text, 160)
}

function RowText({ item, now }: { item: QueueItem; now: Date }) {
  const held = item.findings.find((finding) => finding.severity !== 'note')
  return (
    <>
      <span className="desk-row-name">
        {item.kind !== 'comment' && <span className="desk-row-kind">{capital(item.noun)} · </span>}
        {item.author.name || 'Without a name'}
        {item.parent && <span className="desk-row-to"> to {item.parent.name || 'somebody'}</span>}
      </span>
      <time className="desk-row-age" dateTime={item.submittedAt.toISOString()}>
        {sayShortDuration(secondsSince(item.submittedAt, now))}
      </time>
      <span className="desk-row-text">{beginningOf(item.text)}</span>
      {held && <span className="desk-row-held">{held.message}</span>}
    </>
  )
}
