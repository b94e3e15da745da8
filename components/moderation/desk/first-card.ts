import { otherReader, startLive } from '#components/moderation/live/live-state.ts'
import type { DeskView } from '#lib/moderation/desk/read-desk.ts'
import type { HeldCard } from '#lib/moderation/live/read-presence.ts'

/** The card that a desk begins with: the one asked for, else the oldest that nobody else is reading. Null when nothing waits. */
export function firstCard({ chosen, queue }: Pick<DeskView, 'chosen' | 'queue'>, presence: { at: Date; held: HeldCard[] }, viewerId: string): string | null {
  if (chosen) return chosen.id
  const live = startLive(viewerId, presence)
  return (queue.items.find(({ id }) => !otherReader(live, id)) ?? queue.items[0])?.id ?? null
}
