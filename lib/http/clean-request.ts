import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { trustedHost } from './same-origin.ts'

/**
 * Headers by which Next speaks with itself and with its host. From outside they have skipped middleware, chosen the
 * page that is rendered and passed off bodies as cached state (CVE-2025-29927 and its kin).
 */
const internalHeaders = /^(x-middleware-|x-now-|x-vercel-|x-invoke-|x-prerender-|x-next-|x-nextjs-data$|x-matched-path$|next-resume|x-nonce$)/

/** What proxies say about the person's connection. Next and the sign-in library believe all of it. */
const proxyHeaders = /^(x-forwarded-|forwarded$|x-real-ip$)/

/**
 * Takes from a request what only this server and a proxy on this machine may say, and puts there what is true.
 * @param site the public origin of this site
 * @returns the network address of the person
 */
export function cleanRequest(request: IncomingMessage, site: string): string {
  const { headers, socket } = request
  const connection = socket.remoteAddress ?? ''
  const address = isLoopback(connection) ? (lastForwarded(headers) ?? connection) : connection
  const host = trustedHost(headers.host, site)
  for (const name of Object.keys(headers)) {
    if (internalHeaders.test(name) || proxyHeaders.test(name)) delete headers[name]
  }
  const place = headers['next-router-state-tree']
  if (place !== undefined && !isList(place)) delete headers['next-router-state-tree']
  // To whom says nothing of themselves the framework sends the head of a page late, by a script.
  headers['user-agent'] ||= 'unknown'
  headers.host = host
  headers['x-forwarded-for'] = address
  headers['x-forwarded-host'] = host
  headers['x-forwarded-proto'] = site.slice(0, site.indexOf(':'))
  return address
}

/** Where in the site the framework's script is: encoded JSON. Next fails on anything else. */
function isList(header: string | string[]): boolean {
  try {
    return Array.isArray(JSON.parse(decodeURIComponent(String(header))))
  } catch {
    return false
  }
}

/** A proxy adds the address it sees at the end, some of them with its port, which is another one each time; what stands before it, anybody may have written. */
function lastForwarded(headers: IncomingHttpHeaders): string | undefined {
  const value = headers['x-forwarded-for']
  const last = (Array.isArray(value) ? value.join() : value)?.split(',').at(-1)?.trim() ?? ''
  const [, six, four] = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d{1,5})?$/.exec(last) ?? []
  const address = six ?? four ?? last
  return isIP(address) === 0 ? undefined : address
}

/** Whether somebody on this machine is connected: a proxy, whose word about others counts. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
