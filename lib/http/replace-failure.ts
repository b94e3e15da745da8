import type { ServerResponse } from 'node:http'
import { notificationsConnected } from '#lib/notifications.ts'
import { plainPage } from './plain-page.ts'
import type { RequestContext } from './request-context.ts'

/** Seconds after which it is worth trying again when the database is away. */
export const retryAfter = 5

/**
 * Puts a page of our own in the place of whatever a failed rendering would have sent: the framework's error page is
 * empty until its scripts have run. Comes before compression, which is taken off again.
 */
export function replaceFailure(response: ServerResponse, context: RequestContext) {
  const { writeHead, write, end } = bound(response)
  let replaced = false
  response.writeHead = ((status: number, ...rest: never[]) => {
    if (!isFailedPage(response, status)) return writeHead(status, ...rest)
    replaced = true
    for (const name of ['Content-Encoding', 'Content-Length', 'ETag', 'Link', 'Transfer-Encoding']) response.removeHeader(name)
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    return writeHead(describeFailure(context))
  }) as ServerResponse['writeHead']
  response.write = ((...all: Parameters<typeof write>) => (replaced ? true : write(...all))) as ServerResponse['write']
  response.end = ((...all: Parameters<typeof end>) => {
    if (!response.headersSent && isFailedPage(response, response.statusCode)) response.writeHead(response.statusCode)
    return replaced ? end(failurePage(context, response.statusCode)) : end(...all)
  }) as ServerResponse['end']
}

function bound(response: ServerResponse) {
  return {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response) as (...all: unknown[]) => boolean,
    end: response.end.bind(response) as (...all: unknown[]) => ServerResponse,
  }
}

function isFailedPage(response: ServerResponse, status: number): boolean {
  return status >= 500 && String(response.getHeader('Content-Type') ?? 'text/html').startsWith('text/html')
}

function describeFailure(context: RequestContext): number {
  if (notificationsConnected()) return 500
  context.retryAfterSeconds = retryAfter
  return 503
}

function failurePage(context: RequestContext, status: number): string {
  const { nonce, id: requestId } = context
  if (status === 503) return awayPage(context)
  return plainPage({
    title: 'Something went wrong on our side',
    says: ['This page could not be made. Nothing you have sent before was lost, and we have made a note of what happened.'],
    nonce,
    requestId,
  })
}

/** What is shown while the database cannot be reached. */
export function awayPage({ nonce, id: requestId }: RequestContext, below = ''): string {
  const says = below
    ? ['We cannot reach our library just now, so this was not taken yet. Your text is still here; please send it again in a moment.']
    : ['We cannot reach our library just now. Nothing is lost; please try again in a moment.']
  return plainPage({ title: 'Back in a moment', says, nonce, requestId, below })
}
