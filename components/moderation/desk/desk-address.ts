import { filterParts } from '#lib/moderation/desk/filter-parts.ts'
import type { FilterPart } from '#lib/moderation/desk/filter-parts.ts'

/** What the list shows: a filter, and texts one by one or under each other. */
export type DeskView = Partial<Record<FilterPart | 'mode', string>>

type Place = DeskView & {
  /** Where the list goes on: the `next` of the page before. */
  after?: string
  /** The card that is shown. */
  item?: string
  /** A decision that was made just now, to be named on top. */
  decided?: string
  /** A decision that was taken back just now. */
  undone?: string
}

const viewParts = [...filterParts, 'mode'] as const
const parts = [...viewParts, 'after', 'item', 'decided', 'undone'] as const

/** The address of a place on the desk; empty parts are left out. */
export function deskAddress(place: Place): string {
  const query = new URLSearchParams(parts.flatMap((part) => (place[part] ? [[part, place[part]]] : [])))
  return query.size > 0 ? `/moderation?${query}` : '/moderation'
}

/** A view as one word for a form without a script, and back. */
export function packView(view: DeskView): string {
  return new URLSearchParams(viewParts.flatMap((part) => (view[part] ? [[part, view[part]]] : []))).toString()
}

export function unpackView(packed: string): DeskView {
  const query = new URLSearchParams(packed)
  return Object.fromEntries(viewParts.map((part) => [part, query.get(part) ?? '']))
}
