const edge = /<details(?: [^>]*)?>|<\/details>/gi

/**
 * A text without what its author folded. Takes HTML of our renderer, whose elements are closed.
 * @param instead what stands in its place, by its heading: HTML, empty where it has none
 */
export function leaveOutFolded(html: string, instead: (heading: string) => string = () => ''): string {
  let [kept, depth, from] = ['', 0, 0]
  for (const match of html.matchAll(edge)) {
    const opens = !match[0].startsWith('</')
    if (opens && depth === 0) [kept, from] = [kept + html.slice(from, match.index), match.index]
    depth = Math.max(0, depth + (opens ? 1 : -1))
    if (opens || depth > 0) continue
    const end = match.index + match[0].length
    kept += instead(headingOf(html.slice(from, end)))
    from = end
  }
  return depth > 0 ? kept : kept + html.slice(from)
}

function headingOf(details: string): string {
  return /<summary(?: [^>]*)?>([^]*?)<\/summary>/i.exec(details)?.[1]?.replace(/<[^>]*>/g, '').trim() ?? ''
}
