import type { CardPlace } from '#components/moderation/card-places.ts'
import { ListedCard } from '#components/moderation/listed-card.tsx'
import { ReviewCard } from '#components/moderation/review-card.tsx'
import type { DeskActions } from '#components/moderation/use-steady-action.ts'
import type { CaseFacts } from '#lib/moderation/read-case.ts'
import type { Neighbour } from '#lib/moderation/read-contexts.ts'
import type { DeskMode } from '#lib/moderation/read-desk.ts'
import type { Precedent } from '#lib/moderation/read-precedents.ts'
import type { QueueItem } from '#lib/moderation/read-items.ts'

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
