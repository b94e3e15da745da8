import { MEDIA_PATH, mediaIn } from '#lib/media-name.ts'

const LINK_PROTOCOLS = new Set(['http:', 'https:', 'mailto:'])
/** Only used to read relative addresses; RFC 2606 keeps the name free. */
const ANY_ORIGIN = 'https://afterword.invalid'

/**
 * The address as it may stand in a link, or undefined. Read as a browser reads it (tabs and new lines vanish, the scheme
 * is lower-cased), so that nothing passes as relative here and runs as a script there.
 */
export function safeUrl(raw: string): string | undefined {
  const trimmed = raw.trim()
  const url = parse(trimmed)
  if (!url || !LINK_PROTOCOLS.has(url.protocol)) return undefined
  if (url.origin !== ANY_ORIGIN || trimmed.startsWith('//')) return plainly(url).href
  // Control characters and backslashes are written out, as the browser would understand them.
  return /[\0-\x20\\\x7f]/.test(trimmed) ? url.pathname + url.search + url.hash : trimmed
}

/**
 * `https://a-bank.example:in@elsewhere.example` looks like a page of the bank: a name and a password stand in no link that is meant for others. And a host has one
 * name, by which its links are counted: `elsewhere.example.` is the same.
 */
function plainly(url: URL): URL {
  Object.assign(url, { username: '', password: '' })
  url.hostname = url.hostname.replace(/\.+$/, '')
  return url
}

/** The address of an image that may load: our own media, or, where `remote` is allowed, anything over https. */
export function safeImageUrl(raw: string, remote: boolean): string | undefined {
  const url = parse(raw.trim())
  if (!url) return undefined
  if (url.origin === ANY_ORIGIN) return ownMedia(url)
  if (!remote || !/^https?:$/.test(url.protocol)) return undefined
  // Browsers ask for https in place of http on a secure page; saying so keeps the stored text and the policy in step.
  url.protocol = 'https:'
  return url.href
}

/** True for links that leave the page's own site. */
export function isRemote(href: string): boolean {
  return /^(?:https?:)?\/\//i.test(href)
}

/** Whichever copy of an image somebody names, the text names the image. */
function ownMedia({ pathname, search }: URL): string | undefined {
  return pathname.startsWith(MEDIA_PATH) ? (mediaIn(pathname)[0] ?? pathname + search) : undefined
}

/** `https:elsewhere.example` is a path on a page over https and an address on any other, so an address that has a scheme is read by itself. */
function parse(raw: string): URL | undefined {
  if (URL.canParse(raw)) return new URL(raw)
  return !hasScheme(raw) && URL.canParse(raw, ANY_ORIGIN) ? new URL(raw, ANY_ORIGIN) : undefined
}

function hasScheme(raw: string): boolean {
  return /^[a-z][a-z\d+.-]*:/i.test(raw.replace(/^[\0-\x20]+|[\t\n\r]/g, ''))
}
