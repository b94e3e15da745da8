type Place = {
  /** Where the list goes on: the `next` of the page before. */
  after?: string
  /** The card that is shown. */
  item?: string
  /** A decision that was made just now, to be named on top. */
  decided?: string
  /** A decision that was taken back just now. */
  undone?: string
}

/** The address of a place on the desk; empty parts are left out. */
export function deskAddress(place: Place): string {
  const query = new URLSearchParams(Object.entries(place).filter(([, value]) => value !== undefined && value !== ''))
  return query.size > 0 ? `/moderation?${query}` : '/moderation'
}
