import { deskAddress } from '#components/moderation/desk-address.ts'
import type { CardPlace } from '#components/moderation/review-card.tsx'

type Page = { items: { id: string }[]; next: string | null }

/**
 * Where each card of a page leads: to the ones before and after, and, from the last, to the next page of the list.
 * @param aside cards that stand outside the list: they lead into it
 */
export function cardPlaces({ items, next }: Page, after: string, aside: { id: string }[]): (id: string) => CardPlace {
  const count = items.length
  return (id) => {
    const at = items.findIndex((item) => item.id === id)
    const isAside = at === -1 && aside.some((item) => item.id === id)
    const before = items[at - 1]
    const following = isAside ? items[0] : items[at + 1]
    const nextPage = next === null ? null : deskAddress({ after: next })
    return {
      number: at + 1,
      count,
      previous: before && !isAside ? `${deskAddress({ after, item: before.id })}#item-${before.id}` : null,
      next: following ? `${deskAddress({ after, item: following.id })}#item-${following.id}` : nextPage,
      onward: following ? { after, next: following.id } : { after: next ?? '', next: '' },
    }
  }
}
