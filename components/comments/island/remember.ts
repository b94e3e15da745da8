/** What a browser keeps, if it keeps anything: some refuse, and what is kept may be anybody’s. */
export function recall(store: 'localStorage' | 'sessionStorage', place: string): unknown {
  try {
    return JSON.parse(window[store].getItem(place) ?? 'null')
  } catch {
    return null
  }
}

export function remember(store: 'localStorage' | 'sessionStorage', place: string, value: unknown) {
  try {
    window[store].setItem(place, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing, or no more, forgets this too.
  }
}
