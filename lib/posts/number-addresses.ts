export type Numbered = {
  html: string
  /** In the order of their numbers, from 1. */
  addresses: string[]
}

/** A tag of our own renderer: attributes stand in double quotes, in which `>` may stand too. */
const link = /<a(?:\s+[\w-]+(?:="[^"]*")?)*\s*>/g

const target = /\shref="((?:https?:\/\/|\/(?!\/))[^"]*)"/

/**
 * Gives every link of a stored text that leads out of it the number of its address (`data-address`), the same number to the same
 * address, so that paper can show each address once. Links within the text have none.
 * @param origin of this site, put before addresses within it
 */
export function numberAddresses(html: string, origin: string): Numbered {
  const addresses: string[] = []
  const numbered = html.replace(link, (tag) => {
    const href = target.exec(tag)?.[1]
    if (href === undefined) return tag
    const address = unescape(href.startsWith('/') ? origin + href : href)
    if (!addresses.includes(address)) addresses.push(address)
    return tag.replace(/\s*>$/, ` data-address="${addresses.indexOf(address) + 1}">`)
  })
  return { html: markSpoilers(numbered), addresses }
}

const named: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" }

/** The text of an attribute. React writes it anew, so that nothing unescaped is printed. */
function unescape(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|\w+);/gi, (whole, decimal?: string, hex?: string) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : Number.NaN
    return Number.isInteger(code) && code <= 0x10ffff ? String.fromCodePoint(code) : (named[whole.toLowerCase()] ?? whole)
  })
}

/**
 * What is folded because it gives something away stays folded on paper as well. What was written here is marked already, in its line or
 * as a passage; what came from elsewhere says it in its summary: `Spoiler`, `Spoilers for …`.
 */
function markSpoilers(html: string): string {
  return html.replaceAll(/<details(?![^>]*\sdata-spoiler)(?=[^>]*>\s*<summary>(?:<[^>]*>|\s)*spoilers?\b)/gi, '<details data-spoiler="block"')
}
