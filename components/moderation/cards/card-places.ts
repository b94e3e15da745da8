import { deskAddress, packView } from '#components/moderation/desk/desk-address.ts'
import type { DeskView } from '#components/moderation/desk/desk-address.ts'

/** Where one goes on without a script: the view of the list, the place in it, and the card that follows. */
export type Onward = { view: string; after: string; next: string }

/** Where a card stands among the others of its page. */
export type CardPlace = { number: number; count: number; previous: string | null; next: string | null; onward: Onward; address: string }

type Page = { items: { id: string }[]; next: string | null }

/**
 * Where each card of a page leads: to the ones before and after, and, from the last, to the next page of the list. A card that
 * stands beside the list has no number and leads into it.
 */
export function cardPlaces({ items, next }: Page, after: string, view: DeskView = {}): (id: string) => CardPlace {
  const count = items.length
  return (id) => {
    const at = items.findIndex((item) => item.id === id)
    const before = items[at - 1]
    const following = items[at + 1]
    const nextPage = next === null ? null : deskAddress({ ...view, after: next })
    const place = following ? { after, next: following.id } : { after: next ?? '', next: '' }
    return {
      number: at + 1,
      count,
      previous: before ? `${deskAddress({ ...view, after, item: before.id })}#item-${before.id}` : null,
      next: following ? `${deskAddress({ ...view, after, item: following.id })}#item-${following.id}` : nextPage,
      onward: { view: packView(view), ...place },
      address: deskAddress({ ...view, after, item: id }),
    }
  }
}
