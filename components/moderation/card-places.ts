import { deskAddress } from '#components/moderation/desk-address.ts'
import type { CardPlace } from '#components/moderation/review-card.tsx'

type Page = { items: { id: string }[]; next: string | null }

/**
 * Where each card of a page leads: to the ones before and after, and, from the last, to the next page of the list. A card that
 * stands beside the list has no number and leads into it.
 */
export function cardPlaces({ items, next }: Page, after: string): (id: string) => CardPlace {
  const count = items.length
  return (id) => {
    const at = items.findIndex((item) => item.id === id)
    const before = items[at - 1]
    const following = items[at + 1]
    const nextPage = next === null ? null : deskAddress({ after: next })
    return {
      number: at + 1,
      count,
      previous: before ? `${deskAddress({ after, item: before.id })}#item-${before.id}` : null,
      next: following ? `${deskAddress({ after, item: following.id })}#item-${following.id}` : nextPage,
      onward: following ? { after, next: following.id } : { after: next ?? '', next: '' },
    }
  }
}
