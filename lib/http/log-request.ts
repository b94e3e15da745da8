import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLogged, writeLine } from '#lib/log.ts'
import type { LogLevel } from '#lib/log.ts'
import type { RequestContext } from './request-context.ts'
import { routeOf } from './route-of.ts'

/** The level of requests that cost next to nothing and are nearly all: pages that are kept, files, a balancer that asks whether we live. */
const least: LogLevel = 'debug'

/** Whether requests are written down that are answered from memory. To do so costs more than to answer some of them. */
export function logsEverything(): boolean {
  return isLogged(least)
}

type Beginning = { at: number; sent: number }

/** What has to be known before anything is answered. */
export function beginningOf({ socket }: IncomingMessage): Beginning {
  return { at: performance.now(), sent: socket.bytesWritten }
}

/** Writes a line when the request has been answered, or whoever asked has gone. @param context is read then, so that it says who asked */
export function logRequest(request: IncomingMessage, response: ServerResponse, context: Pick<RequestContext, 'id' | 'viewer' | 'kept'>, beginning = beginningOf(request)) {
  if (!isLogged('info')) return
  const { socket, method = null, url = '' } = request
  response.once('close', () => {
    const route = routeOf(url)
    const level = context.kept === true || isCheap(route) ? least : 'info'
    if (!isLogged(level)) return
    writeLine(level, {
      msg: 'request',
      request: context.id,
      method,
      path: route,
      status: response.statusCode,
      ms: Math.round((performance.now() - beginning.at) * 10) / 10,
      bytes: socket.bytesWritten - beginning.sent,
      viewer: context.viewer ?? (showsSomething(request) ? 'unknown' : 'anonymous'),
      ...(!response.writableFinished && { aborted: true }),
    })
  })
}

/** Writes a line for what could not be read as a request. */
export function logBroken(id: string, status: number, bytes: number) {
  if (isLogged('info')) writeLine('info', { msg: 'request', request: id, method: null, path: null, status, ms: 0, bytes, viewer: 'unknown' })
}

function isCheap(route: string): boolean {
  return /^\/(_|healthz$|readyz$)/.test(route)
}

function showsSomething({ headers }: IncomingMessage): boolean {
  return headers.cookie !== undefined || headers.authorization !== undefined
}
