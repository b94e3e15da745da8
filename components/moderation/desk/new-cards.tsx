import type { CardPlace } from '#components/moderation/cards/card-places.ts'
import { DeskCard } from '#components/moderation/cards/desk-card.tsx'
import type { DeskActions } from '#components/moderation/decisions/use-steady-action.ts'
import { deskAddress, packView } from '#components/moderation/desk/desk-address.ts'
import type { DeskView } from '#components/moderation/desk/desk-address.ts'
import type { NewItems } from '#components/moderation/desk/new-items.tsx'
import { QueueEntry } from '#components/moderation/desk/queue-list.tsx'
import type { DeskMode } from '#lib/moderation/desk/read-desk.ts'
import type { NewItems as Found } from '#lib/moderation/desk/read-new.ts'

type Desk = { view: DeskView; mode: DeskMode; actions: DeskActions; now: Date }

/** New items as the desk shows them, for a page that is open already. */
export function newCards({ items, contexts, cases, gone }: Found, { view, mode, actions, now }: Desk): NewItems {
  return {
    itemIds: items.map(({ id }) => id),
    gone,
    rows: items.map((item) => <QueueEntry key={item.id} item={item} selected={null} after="" view={view} now={now} />),
    cards: items.map((item) => (
      <DeskCard
        key={item.id}
        item={item}
        mode={mode}
        facts={cases.get(item.id) ?? null}
        neighbours={contexts.get(item.subject.id) ?? []}
        place={placeAtTheEnd(item.id, view)}
        actions={actions}
        selected={false}
        now={now}
      />
    )),
  }
}

/** Keys and the list lead to it; it has no number among those that were there. */
function placeAtTheEnd(id: string, view: DeskView): CardPlace {
  const onward = { view: packView(view), after: '', next: '' }
  return { number: 0, count: 0, previous: null, next: null, onward, address: deskAddress({ ...view, item: id }) }
}
