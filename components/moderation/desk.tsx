import { DeskKeys } from '#components/moderation/desk-keys.tsx'
import { DeskNumbers } from '#components/moderation/desk-numbers.tsx'
import { DeskProvider } from '#components/moderation/desk-provider.tsx'
import { EmptyQueue } from '#components/moderation/empty-queue.tsx'
import { QueueList } from '#components/moderation/queue-list.tsx'
import { RecentlyDecided } from '#components/moderation/recently-decided.tsx'
import { ReviewCard } from '#components/moderation/review-card.tsx'
import { cardPlaces } from '#components/moderation/card-places.ts'
import type { DeskActions } from '#components/moderation/use-steady-action.ts'
import { waitingCounted } from '#lib/moderation/read-queue.ts'
import type { Queue, QueueItem } from '#lib/moderation/read-queue.ts'
import type { LogEntry } from '#lib/moderation/read-log.ts'
import type { Neighbour } from '#lib/moderation/read-context.ts'
import type { ReactNode } from 'react'

type Props = {
  queue: Queue
  /** Where the list begins; empty at the oldest. */
  after: string
  /** The item of the address, if one was named; it may be decided, or stand on another page of the list. */
  chosen: QueueItem | null
  neighbours: Map<string, Neighbour[]>
  recent: LogEntry[]
  viewer: { handle: string }
  actions: DeskActions
  /** What was just done, or why the address leads nowhere. */
  notice: ReactNode
  now: Date
}

/** The whole desk: numbers on top, then list, card and context. */
export function Desk({ queue, after, chosen, neighbours, recent, viewer, actions, notice, now }: Props) {
  const aside = chosen && !queue.items.some((item) => item.id === chosen.id) ? [chosen] : []
  const items = [...aside, ...queue.items]
  const selected = chosen?.id ?? items[0]?.id ?? null
  const settled = items.filter((item) => item.state !== 'waiting').map((item) => item.id)
  const places = cardPlaces(queue, after)
  return (
    <DeskProvider key={`${after} ${selected}`} order={items.map((item) => item.id)} selected={selected} settled={settled}>
      <div className="desk">
        <header className="desk-head">
          <h1>Queue</h1>
          <DeskNumbers {...queue} most={waitingCounted} oldest={after ? null : (queue.items[0]?.submittedAt ?? null)} now={now} />
          <div className="desk-tools">
            <DeskKeys />
          </div>
        </header>
        {notice}
        {queue.items.length > 0 && <QueueList items={queue.items} selected={selected} after={after} next={queue.next} now={now} />}
        <div className="desk-cards">
          {items.map((item) => (
            <ReviewCard
              key={item.id}
              item={item}
              neighbours={neighbours.get(item.subject.id) ?? []}
              place={places(item.id)}
              actions={actions}
              selected={item.id === selected}
              now={now}
            />
          ))}
          {queue.items.length === 0 && <EmptyQueue after={after} />}
        </div>
        <RecentlyDecided entries={recent} viewer={viewer} undo={actions.undo} now={now} />
      </div>
    </DeskProvider>
  )
}
