import { env } from '#lib/env.ts'
import { isSameOrigin } from '#lib/http/same-origin.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/**
 * Whether a request that may change something comes from this site. The server in front asks the same of every request; here
 * it is asked again, so that no other server can leave it out.
 */
export function checkOrigin(method: string, headers: Pick<Headers, 'get'>): Refusal | null {
  const claim = {
    method,
    origin: headers.get('origin'),
    secFetchSite: headers.get('sec-fetch-site'),
    host: headers.get('host'),
    cookie: headers.get('cookie') !== null,
  }
  if (isSameOrigin(claim, env().AFTERWORD_ORIGIN)) return null
  return refuse('forbidden', 'For your safety we only take what is sent from a page of this site.')
}
