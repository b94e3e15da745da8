import type { IncomingMessage } from 'node:http'
import { isLoopback } from './clean-request.ts'
import { randomText } from './random-text.ts'

/** As proxies make them: 32 hexadecimal digits, or the same as a UUID. No word of anybody, and no address, has this shape. */
const madeByProxy = /^[\da-f]{8}(-?)[\da-f]{4}\1[\da-f]{4}\1[\da-f]{4}\1[\da-f]{12}$/i

/** The number of a request: the one that a proxy on this machine gave it, so that both logs say the same, else one of our own. */
export function requestIdOf({ headers, socket }: IncomingMessage): string {
  const given = headers['x-request-id']
  if (typeof given === 'string' && madeByProxy.test(given) && isLoopback(socket.remoteAddress ?? '')) return given.toLowerCase()
  return newRequestId()
}

/** A number that no request has had. */
export function newRequestId(): string {
  return randomText(9, 'base64url')
}
