import { anyVerdicts, manyVerdicts } from '#components/moderation/bulk/many-verdicts.ts'
import { RecentBulks } from '#components/moderation/bulk/recent-bulks.tsx'
import { SelectBar } from '#components/moderation/bulk/select-bar.tsx'
import { cardPlaces } from '#components/moderation/cards/card-places.ts'
import { DeskCard } from '#components/moderation/cards/desk-card.tsx'
import { RecentlyDecided } from '#components/moderation/decisions/recently-decided.tsx'
import type { DeskActions } from '#components/moderation/decisions/use-steady-action.ts'
import { deskAddress, packView } from '#components/moderation/desk/desk-address.ts'
import type { DeskView as View } from '#components/moderation/desk/desk-address.ts'
import { DeskFilter } from '#components/moderation/desk/desk-filter.tsx'
import { DeskNumbers } from '#components/moderation/desk/desk-numbers.tsx'
import { DeskProvider } from '#components/moderation/desk/desk-provider.tsx'
import { EmptyQueue } from '#components/moderation/desk/empty-queue.tsx'
import { FilterSentence } from '#components/moderation/desk/filter-sentence.tsx'
import { ModeForm } from '#components/moderation/desk/mode-form.tsx'
import { Arrived, NewItemsButton } from '#components/moderation/desk/new-items.tsx'
import { ListPages, QueueList } from '#components/moderation/desk/queue-list.tsx'
import { DeskKeys } from '#components/moderation/keys/desk-keys.tsx'
import { DeskLive } from '#components/moderation/live/desk-live.tsx'
import { startLive } from '#components/moderation/live/live-state.ts'
import type { FormAction } from '#lib/form-state.ts'
import type { BulkLine } from '#lib/moderation/bulk/read-bulk.ts'
import type { Precedent } from '#lib/moderation/decisions/read-precedents.ts'
import type { QueueFilter } from '#lib/moderation/desk/filter-parts.ts'
import { isFiltered } from '#lib/moderation/desk/queue-filter.ts'
import type { DeskMode, DeskView } from '#lib/moderation/desk/read-desk.ts'
import { waitingCounted } from '#lib/moderation/desk/read-queue.ts'
import type { HeldCard } from '#lib/moderation/live/read-presence.ts'
import type { ReactNode } from 'react'

type Props = DeskView & {
  filter: QueueFilter
  mode: DeskMode
  /** What the links of the desk keep: the filter, and the mode where the address names it. */
  view: View
  viewer: { id: string; handle: string }
  /** Who read which card just before all this was read. */
  presence: { at: Date; held: HeldCard[] }
  /** The card that one begins with, and what was decided about texts like it. */
  selected: string | null
  precedents: Precedent[] | null
  actions: DeskActions
  /** Brings what is new to a desk that is open. */
  showNew: FormAction
  chooseMode: FormAction
  /** Deciding many at once: how it is asked for and taken back, and what was asked for last. */
  many: { start: FormAction; undo: FormAction; recent: BulkLine[] }
  /** What was just done, or why the address leads nowhere. */
  notice: ReactNode
  now: Date
}

/** The whole desk: numbers on top, then list, card and context; or many texts under each other. */
export function Desk({ queue, filter, mode, view, after, chosen, contexts, cases, rules, recent, viewer, presence, selected, precedents, actions, showNew, chooseMode, many, notice, now }: Props) {
  const aside = chosen && !queue.items.some((item) => item.id === chosen.id) ? [chosen] : []
  const items = [...aside, ...queue.items]
  const live = startLive(viewer.id, presence)
  const settled = items.filter((item) => item.state !== 'waiting').map((item) => item.id)
  const places = cardPlaces(queue, after, view)
  const filtered = isFiltered(filter)
  const selectBar = queue.items.length > 0 && <SelectBar action={many.start} here={deskAddress({ ...view, after })} offered={anyVerdicts(queue.items.map((item) => manyVerdicts(item.actions)))} />
  return (
    <DeskProvider key={`${JSON.stringify(view)} ${mode} ${after} ${selected}`} order={items.map((item) => item.id)} selected={selected} settled={settled} live={live}>
      <DeskLive since={presence.at.toISOString()} />
      <div className="desk" data-mode={mode}>
        <header className="desk-head">
          <h1>Queue</h1>
          <DeskNumbers {...queue} most={waitingCounted} oldest={after || filtered ? null : (queue.items[0]?.submittedAt ?? null)} now={now} />
          <div className="desk-tools">
            <NewItemsButton view={packView({ ...view, mode })} action={showNew} />
            <ModeForm mode={mode} view={view} after={after} selected={selected ?? ''} chooseMode={chooseMode} />
            <DeskKeys />
          </div>
          <DeskFilter filter={filter} rules={rules} mode={view.mode} />
        </header>
        {notice}
        {filtered && <FilterSentence filtered={queue.filtered} mode={view.mode} />}
        {mode === 'one' && queue.items.length > 0 && (
          <QueueList items={queue.items} selected={selected} after={after} view={view} next={queue.next} now={now}>
            {selectBar}
          </QueueList>
        )}
        <div className="desk-cards">
          {items.map((item) => (
            <DeskCard
              key={item.id}
              item={item}
              mode={mode}
              facts={cases.get(item.id) ?? null}
              neighbours={contexts.get(item.subject.id) ?? []}
              precedents={item.id === selected ? precedents : null}
              place={places(item.id)}
              actions={actions}
              selected={item.id === selected}
              now={now}
            />
          ))}
          <Arrived part="cards" />
          {queue.items.length === 0 && <EmptyQueue after={after} filtered={filtered} view={view} />}
          {mode === 'list' && <ListPages after={after} view={view} next={queue.next} />}
          {mode === 'list' && selectBar}
        </div>
        <RecentlyDecided entries={recent} viewer={viewer} undo={actions.undo} now={now} lastBulk={many.recent.find(({ by }) => by.handle === viewer.handle)?.at ?? null}>
          {many.recent.length > 0 && <RecentBulks bulks={many.recent} viewer={viewer} undo={many.undo} now={now} />}
        </RecentlyDecided>
      </div>
    </DeskProvider>
  )
}
