import { databaseCode, neverBegan } from '#lib/command.ts'
import { writeLine } from '#lib/log.ts'
import { requestContext } from './request-context.ts'

/**
 * Writes one line to the log: which request, where, which code and number. Never the error's text, because errors of
 * the database and of parsers repeat what people wrote; of the stack only the places.
 */
export function logFailure(where: string, error: unknown) {
  writeLine('error', {
    msg: 'failure',
    request: requestContext()?.id ?? null,
    where,
    error: error instanceof Error ? error.name : typeof error,
    code: databaseCode(error) || null,
    digest: digestOf(error),
    stack: placesOf(error),
  })
}

/** The number that the framework gives to what a page failed on, and shows to whoever had it open. */
function digestOf(error: unknown): string | null {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  return /^\d+(@E\d+)?$/.test(digest) ? digest : null
}

/** Where it was thrown, the nearest place first. A message of several lines may have one that looks like a place, so all of it is passed over. */
export function placesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const stack = error.stack ?? ''
  const said = stack.indexOf(error.message)
  const lines = stack.slice(said < 0 ? 0 : said + error.message.length).split('\n')
  return lines.filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line)).slice(0, 6).map((line) => line.trim())
}

/**
 * Whether the database cannot be reached or is going away: nothing is wrong with the request, and it may succeed in a
 * moment. PostgreSQL classes 08, 53 and 57P; Prisma P1001, P1002, P1008, P1017, P2024; the errors of the socket; and what
 * driver and adapter say without any code; a transaction that got no connection in time.
 */
export function isDatabaseAway(error: unknown): boolean {
  const away = /^(08|53|57P|P1001|P1002|P1008|P1017|P2024|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST|EAI_AGAIN)/
  if (away.test(databaseCode(error)) || neverBegan(error)) return true
  if (error instanceof Error && /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)) return true
  return adapterKinds(error).some((kind) => ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'].includes(kind))
}

/**
 * Whether more was going on than there was time for, and this was given up: a statement, a lock or a transaction took longer than it may, or others were in the
 * way however often it was tried. Nothing of it was done, and it may succeed in a moment. PostgreSQL classes 40, 55P03, 57014, 25P03 and 25P04; Prisma P2028 and P2034.
 */
export function isOutOfTime(error: unknown): boolean {
  return /^(40|55P03|57014|25P03|25P04|P2028|P2034)/.test(databaseCode(error))
}

/** Whether it is answered with 503: nothing is wrong with the request, and asking again is worth it. */
export function mayPass(error: unknown): boolean {
  return isDatabaseAway(error) || isOutOfTime(error)
}

/** `meta.driverAdapterError.cause.kind`, as Prisma's adapter names what happened. */
function adapterKinds(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return []
  const own = 'kind' in error && typeof error.kind === 'string' ? [error.kind] : []
  const inner = ['meta', 'driverAdapterError', 'cause'].flatMap((name) => (name in error ? adapterKinds(Reflect.get(error, name)) : []))
  return [...own, ...inner]
}
