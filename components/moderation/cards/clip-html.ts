const tokens = /<\/?[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>|&(?:#x[\da-f]+|#\d+|[a-z][a-z\d]*);|[^<&]+|[<&]/gi
const tagName = /^<(\/?)([a-z][a-z\d]*)/i
const empty = new Set(['br', 'hr', 'img', 'wbr'])

/**
 * The beginning of a stored, safe HTML text: at most so many characters to read, then an ellipsis; what was open is closed.
 * Made for what our own renderer writes, where all tags are balanced.
 */
export function clipHtml(html: string, limit: number): string {
  const kept: string[] = []
  const open: { name: string; at: number }[] = []
  let left = limit
  for (const [token] of html.matchAll(tokens)) {
    const [tag, slash, name = ''] = tagName.exec(token) ?? []
    if (!tag) {
      const length = token.startsWith('&') ? 1 : token.length
      if (length > left) return endHere(kept, open, length > 1 ? wholeWords(token, left) : '')
      left -= length
    } else if (slash) open.pop()
    else if (!empty.has(name)) open.push({ name, at: kept.length })
    kept.push(token)
  }
  return html
}

/** Longer ones are no words, and who judges a text has to see something of it. */
const longestWord = 40

/** The beginning of a text, up to the end of a word, or into one that has no end in sight. */
export function wholeWords(text: string, length: number): string {
  const start = text.slice(0, length)
  const whole = start.replace(/\s*\S*$/, '')
  return length - whole.length <= longestWord ? whole : start.replace(/[\uD800-\uDBFF]$/, '')
}

/** A link or emphasis of which no word is left goes, too: nobody should meet an empty link. */
function endHere(kept: string[], open: { name: string; at: number }[], text: string): string {
  while (text === '' && open.length > 1 && open.at(-1)?.at === kept.length - 1) {
    open.pop()
    kept.pop()
  }
  return `${kept.join('')}${text} …${open.toReversed().map(({ name }) => `</${name}>`).join('')}`
}
