type Instead = (heading: string, folded: 'words' | 'passage') => string

const edge = /<details(?: [^>]*)?>|<\/details>/gi

/**
 * A text without what its author folded. Takes HTML of our renderer, whose elements are closed.
 * @param instead what stands in its place, by its heading, which is empty where it has none; some words in a line, or a passage: HTML
 */
export function leaveOutFolded(html: string, instead: Instead = (_, folded) => (folded === 'words' ? '…' : '')): string {
  let [kept, depth, from] = ['', 0, 0]
  for (const match of html.matchAll(edge)) {
    const opens = !match[0].startsWith('</')
    if (opens && depth === 0) [kept, from] = [kept + html.slice(from, match.index), match.index]
    depth = Math.max(0, depth + (opens ? 1 : -1))
    if (opens || depth > 0) continue
    const end = match.index + match[0].length
    const details = html.slice(from, end)
    kept += instead(headingOf(details), details.startsWith('<details data-spoiler="inline"') ? 'words' : 'passage')
    from = end
  }
  return depth > 0 ? kept : kept + html.slice(from)
}

function headingOf(details: string): string {
  return /<summary(?: [^>]*)?>([^]*?)<\/summary>/i.exec(details)?.[1]?.replace(/<[^>]*>/g, '').trim() ?? ''
}
