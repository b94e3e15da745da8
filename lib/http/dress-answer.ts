import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { RequestContext } from './request-context.ts'
import { steadyHeaders } from './steady-headers.ts'

/** What every answer to one request carries, whoever makes it: a page, a route, a file, an error. */
export type Dress = {
  path: string
  /** The Content-Security-Policy, of a document or of a page that the framework runs. */
  policy: (document: boolean) => string
  /** Whether the answer may be kept and shown to somebody else. */
  shareable: boolean
  /** The public one of this site. */
  origin: string
  /** No further request will be taken on this connection. */
  closing: () => boolean
}

/**
 * Sets the headers of every answer at the moment its head is written, so that nothing that runs before can leave them
 * out or put others in their place; and the status that an action asked for.
 */
export function dressAnswer(response: ServerResponse, context: RequestContext, dress: Dress) {
  const writeHead = response.writeHead.bind(response)
  response.writeHead = ((status: number, ...rest: [unknown?, unknown?]) => {
    takeHeaders(response, rest.find((part) => typeof part === 'object'))
    setHeaders(response, context, dress, status)
    return writeHead(wantedStatus(context, status))
  }) as ServerResponse['writeHead']
}

/** Sets the headers that came with a head, in either of the forms in which Node takes them. */
export function takeHeaders(response: ServerResponse, given: unknown) {
  if (Array.isArray(given)) {
    for (let index = 0; index + 1 < given.length; index += 2) response.appendHeader(given[index], given[index + 1])
  } else {
    for (const [name, value] of Object.entries((given ?? {}) as OutgoingHttpHeaders)) {
      if (value !== undefined) response.setHeader(name, value)
    }
  }
}

function setHeaders(response: ServerResponse, context: RequestContext, dress: Dress, status: number) {
  response.setHeader('Content-Security-Policy', dress.policy(context.document === true))
  for (const [name, value] of Object.entries(steadyHeaders(dress.origin))) response.setHeader(name, value)
  response.setHeader('Referrer-Policy', isSecret(dress) ? 'same-origin' : 'strict-origin-when-cross-origin')
  response.setHeader('X-Request-Id', context.id)
  response.setHeader('Cache-Control', cacheControl(response, context, dress, status))
  response.removeHeader('X-Powered-By')
  if (dress.closing()) response.setHeader('Connection', 'close')
  if (context.length !== undefined && status < 300) response.setHeader('Content-Length', context.length)
  if (context.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(Math.ceil(context.retryAfterSeconds)))
  if ((dress.shareable || context.kept) && !isLasting(dress)) response.setHeader('Vary', withCookie(response.getHeader('Vary')))
}

/** Files of the build have the hash of their content in their names and never change, whoever asks; an image never changes either. What they vary by is never who asks. */
function isLasting({ path }: Dress): boolean {
  return /^\/((_next\/static|_own|media)\/|favicon\.ico$)/.test(path)
}

/** Who has the address of such a page has the page, so no other site is told where somebody came from. Forms on it go on proving that they are ours. */
function isSecret({ path }: Dress): boolean {
  return /^\/(drafts|protected)\//.test(path)
}

function cacheControl(response: ServerResponse, context: RequestContext, dress: Dress, status: number): string {
  const made = String(response.getHeader('Cache-Control') ?? '')
  if (isLasting(dress) && status < 400 && made.includes('immutable')) return made
  // An image says itself how long it may be kept, by whether it is public.
  if (/^\/(media\/|favicon\.ico$)/.test(dress.path) && status < 400 && made !== '') return made
  if (status >= 400 || response.hasHeader('Set-Cookie')) return 'private, no-store'
  if (dress.shareable) return 'public, no-cache'
  // The page of whoever chose a colour is everybody's who chose it: their browser may keep it, and asks each time.
  return context.kept ? 'private, no-cache' : 'private, no-store'
}

/** What is kept must never be shown to somebody who has since signed in. */
function withCookie(vary: number | string | string[] | undefined): string {
  const names = vary === undefined ? [] : [vary].flat().map(String)
  return [...names, 'Cookie'].join(', ')
}

/**
 * An action's wish counts only where Next would say that all is well. Where an action was called and never reached, what was
 * sent could not be read: that is no failure of ours.
 */
function wantedStatus(context: RequestContext, status: number): number {
  if (status === 500 && context.action === 'asked') return 400
  return status === 200 && context.status !== undefined ? context.status : status
}
