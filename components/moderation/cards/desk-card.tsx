import type { CardPlace } from '#components/moderation/cards/card-places.ts'
import { ListedCard } from '#components/moderation/cards/listed-card.tsx'
import { ReviewCard } from '#components/moderation/cards/review-card.tsx'
import type { DeskActions } from '#components/moderation/decisions/use-steady-action.ts'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'
import type { Precedent } from '#lib/moderation/decisions/read-precedents.ts'
import type { Neighbour } from '#lib/moderation/desk/read-contexts.ts'
import type { DeskMode } from '#lib/moderation/desk/read-desk.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'

type Props = {
  item: QueueItem
  mode: DeskMode
  facts: CaseFacts | null
  neighbours: Neighbour[]
  /** Null: asked for when one comes to the card. */
  precedents?: Precedent[] | null
  place: CardPlace
  actions: DeskActions
  selected: boolean
  now: Date
}

/** One item, as a card of its own or as one of a list. */
export function DeskCard({ mode, neighbours, precedents = null, ...card }: Props) {
  return mode === 'list' ? <ListedCard {...card} /> : <ReviewCard {...card} neighbours={neighbours} precedents={precedents} />
}
