const edge = /<details(?: [^>]*)?>|<\/details>/gi

/**
 * A text without what its author folded, because most readers of feeds show that at once: its place says that there is more,
 * and leads to the essay. Takes HTML of our renderer, whose elements are closed.
 */
export function leaveOutFolded(html: string): string {
  let [kept, depth, from] = ['', 0, 0]
  for (const match of html.matchAll(edge)) {
    const opens = !match[0].startsWith('</')
    if (opens && depth === 0) [kept, from] = [kept + html.slice(from, match.index), match.index]
    depth = Math.max(0, depth + (opens ? 1 : -1))
    if (opens || depth > 0) continue
    const end = match.index + match[0].length
    kept += sayFolded(html.slice(from, end))
    from = end
  }
  return depth > 0 ? kept : kept + html.slice(from)
}

function sayFolded(details: string): string {
  const heading = /<summary(?: [^>]*)?>([^]*?)<\/summary>/i.exec(details)?.[1]?.replace(/<[^>]*>/g, '').trim()
  return `<p><a href="#">${heading || 'A passage that is folded'}</a> (folded; it opens in the essay)</p>`
}
