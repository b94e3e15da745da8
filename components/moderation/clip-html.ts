const tokens = /<\/?[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>|&(?:#x[\da-f]+|#\d+|[a-z][a-z\d]*);|[^<&]+|[<&]/gi
const empty = /^<(?:br|hr|img|wbr)\b/i

/**
 * The beginning of a stored, safe HTML text: at most so many characters to read, then an ellipsis; what was open is closed.
 * Made for what our own renderer writes, where all tags are balanced.
 */
export function clipHtml(html: string, limit: number): string {
  const open: string[] = []
  let result = ''
  let left = limit
  for (const [token] of html.matchAll(tokens)) {
    const name = /^<(\/?)([a-z][a-z\d]*)/i.exec(token)
    if (!name) {
      const length = token.startsWith('&') ? 1 : token.length
      if (length > left) return `${result}${length > 1 ? wholeWords(token, left) : ''} …${closing(open)}`
      left -= length
    } else if (name[1]) open.pop()
    else if (!empty.test(token)) open.push(name[2] ?? '')
    result += token
  }
  return html
}

function wholeWords(text: string, length: number): string {
  return text.slice(0, length).replace(/\s*\S*$/, '')
}

function closing(open: string[]): string {
  return open.toReversed().map((name) => `</${name}>`).join('')
}
