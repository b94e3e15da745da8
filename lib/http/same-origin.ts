/** The parts of a request that prove where it was made. Absent headers are null. */
export type OriginClaim = {
  method: string
  origin: string | null
  secFetchSite: string | null
  /** Of the direct connection. */
  host: string | null
  /** Whether the request carries a cookie, which a browser adds without asking the person. */
  cookie: boolean
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * Whether a request that may change something was made by a page of this site, or by a program that sends no cookies.
 * `Origin` decides; without it, `Sec-Fetch-Site`; a request with a cookie and neither is refused, though every current
 * browser sends one: Next would accept it.
 * @param site the public origin of this site
 */
export function isSameOrigin(claim: OriginClaim, site: string): boolean {
  if (safeMethods.includes(claim.method)) return true
  if (claim.origin !== null) return claim.origin === hostedOrigin(claim.host, site)
  if (claim.secFetchSite !== null) return ['same-origin', 'none'].includes(claim.secFetchSite)
  return !claim.cookie
}

/**
 * The host that this site answers to: its own, or on a machine that nobody has given a public address, the one that was
 * asked for. Names are not believed there, because a name can be made to point at this machine by anybody.
 */
export function trustedHost(host: string | null | undefined, site: string): string {
  const own = addressOf(site)
  if (!host || !isLocal(own.hostname) || !URL.canParse(`http://${host}`)) return own.host
  const asked = new URL(`http://${host}`)
  return isLocal(asked.hostname) || isAddress(asked.hostname) ? asked.host : own.host
}

/** Where the pages are that this request can have come from: the framework goes by the host too, and would fail on any other. */
function hostedOrigin(host: string | null, site: string): string {
  const trusted = trustedHost(host, site)
  return trusted === addressOf(site).host ? site : `http://${trusted}`
}

/** Whether a page of this site sent something to another of its addresses, on a machine that has several. */
export function isMisdirected({ method, origin, host }: OriginClaim, site: string): boolean {
  return method === 'POST' && origin === site && origin !== hostedOrigin(host, site)
}

const addresses = new Map<string, URL>()

/** A process has one site, and every request asks for its parts. */
function addressOf(site: string): URL {
  const known = addresses.get(site)
  if (known) return known
  const address = new URL(site)
  addresses.set(site, address)
  return address
}

function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname)
}
