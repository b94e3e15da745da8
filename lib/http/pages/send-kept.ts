import { IncomingMessage } from 'node:http'
import type { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { varyByCoding } from '../documents/answer-whole.ts'
import type { WholeAnswer } from '../documents/gather-answer.ts'
import { acceptedCoding, isPackable, packAs } from '../documents/pack-body.ts'
import type { Coding } from '../documents/pack-body.ts'
import { isHeld } from '../is-held.ts'
import { logFailure, mayPass } from '../log-failure.ts'
import { answerFailure } from '../mend-answer.ts'
import { randomText } from '../random-text.ts'
import { newRequestId } from '../request-id.ts'
import { refusals, refuseRequest } from '../refuse-request.ts'
import { routeOf } from '../route-of.ts'
import { runInRequest } from '../request-context.ts'
import type { RequestContext } from '../request-context.ts'
import { themeCookie } from '#lib/themes.ts'
import type { IsFresh } from './keep-fresh.ts'
import { Making } from './making.ts'
import { pageAddressOf } from './page-address.ts'
import type { PageAddress } from './page-address.ts'
import type { Made, PageMaking, PageStore, StoredPage } from './page-store.ts'
import { tagOf } from './tag-of.ts'

/** The pages that this process keeps, and whether they may be used. */
export type KeptPages = { store: PageStore; isFresh: IsFresh }

/** What the framework makes of a request that nobody sent, and what it said of it. */
export type MakeForAll = (request: IncomingMessage, context: RequestContext) => Promise<WholeAnswer | null>

type Asked = { request: IncomingMessage; response: ServerResponse; context: RequestContext; origin: string }

/**
 * Answers with a page that is the same for everybody: the one that is kept, or one that is made now for all who wait for it. Where nothing may be
 * kept it is made for those who wait already when it is begun.
 * @returns false where it has to be made for whoever asks
 */
export async function sendKept(asked: Asked, address: PageAddress, { store, isFresh }: KeptPages, make: MakeForAll): Promise<boolean> {
  const fresh = isFresh()
  const isProved = fresh === true || (await fresh)
  const begin = (before: Promise<unknown> | null = null) => new Making(() => makePage(address, asked.origin, make), before)
  const made = (isProved && store.find(address)) || (await waitFor(asked, isProved ? store.make(address, begin) : store.makeInPassing(address, begin)))
  if (made === null || (made !== 'no turn' && 'status' in made && isElsewhere(made) && asked.request.url !== address.url)) return false
  if (made === 'no turn') refuseRequest(asked.request, asked.response, asked.context, refusals.manyReaders)
  else if ('failed' in made) answerFailure(asked.request, asked.response, Object.assign(asked.context, { id: made.failed, ...(made.away && { away: true }) }))
  else await send(asked, made)
  return true
}

/** What leads elsewhere takes along what was asked with, also where that means nothing here. */
function isElsewhere({ status }: { status: number }): boolean {
  return status >= 300 && status < 400
}

async function waitFor({ response, context }: Asked, making: PageMaking): Promise<Made> {
  const gone = new AbortController()
  const hangUp = () => gone.abort()
  if (response.closed) hangUp()
  response.once('close', hangUp)
  making.join({ gone: gone.signal, from: context.address })
  return making.made.finally(() => response.off('close', hangUp))
}

/** Whoever waits for it is given what came of it, whatever that is: nothing of any of them is in it. */
async function makePage(address: PageAddress, origin: string, make: MakeForAll): Promise<Made> {
  const context: RequestContext = { id: newRequestId(), address: '', nonce: randomText(16, 'base64'), path: address.url, route: () => routeOf(address.url) }
  try {
    const made = await make(askForEverybody(address, origin), context)
    if (!made || made.status >= 500) return { failed: context.id, away: made?.status === 503 }
    return isForEverybody(made, context) ? await pack(made) : null
  } catch (error) {
    runInRequest(context, () => logFailure('page', error))
    return { failed: context.id, away: mayPass(error) }
  }
}

/** Nothing of whoever asks is in it, so nothing of them can be in the page. */
function askForEverybody({ url, theme }: PageAddress, origin: string): IncomingMessage {
  const { host, protocol } = new URL(origin)
  const request = new IncomingMessage(new Socket())
  const headers = {
    host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-for': '127.0.0.1', 'user-agent': 'Afterword', accept: '*/*',
    ...(theme !== 'system' && { cookie: `${themeCookie}=${theme}` }),
  }
  Object.assign(request, { method: 'GET', url, headers, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1, complete: true })
  request.push(null)
  return request
}

/** A page of the framework has the nonce of one answer in it. What leads elsewhere is sent without a body. That there is no feed is said to programs and to people each in their way. */
function isForEverybody(made: WholeAnswer, { document, status: wanted }: RequestContext): boolean {
  if (wanted !== undefined || made.headers['set-cookie'] !== undefined || /(^|,)\s*accept\s*(,|$)/i.test(String(made.headers.vary ?? ''))) return false
  return document === true || isElsewhere(made) || !String(made.headers['content-type'] ?? 'text/html').startsWith('text/html')
}

/** Set anew for each answer, or said by us. */
const ofOneAnswer = new Set(['etag', 'cache-control', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date', 'x-powered-by'])

async function pack({ status, headers, body }: WholeAnswer): Promise<StoredPage> {
  const etag = tagOf(body)
  const kept = Object.fromEntries(Object.entries(headers).filter(([name, value]) => value !== undefined && !ofOneAnswer.has(name)))
  if (isElsewhere({ status })) return { status, headers: kept, etag, body: { plain: Buffer.alloc(0) }, heads: new Map() }
  if (!isPackable(String(headers['content-type'] ?? ''), body)) return { status, headers: kept, etag, body: { plain: body }, heads: new Map() }
  const [br, gzip] = await Promise.all([packAs('br', body, 'good'), packAs('gzip', body, 'good')])
  return { status, headers: { ...kept, vary: varyByCoding(headers.vary) }, etag, body: { br, gzip }, heads: new Map() }
}

async function send({ request, response, context }: Asked, page: StoredPage) {
  const { method, headers } = request
  const isThere = page.status === 200
  // Whatever is kept runs by no nonce.
  context.document = true
  context.kept = true
  for (const [name, value] of Object.entries(page.headers)) if (value !== undefined) response.setHeader(name, value)
  if (isThere) response.setHeader('ETag', page.etag)
  const lastModified = page.headers['last-modified']
  const asked = { ifNoneMatch: headers['if-none-match'] ?? null, ifModifiedSince: headers['if-modified-since'] ?? null }
  if (isThere && isHeld(asked, { etag: page.etag, ...(typeof lastModified === 'string' && { lastModified }) })) {
    response.removeHeader('Content-Type')
    response.writeHead(304)
    return void response.end()
  }
  const [coding, body] = await bodyFor(headers['accept-encoding'], page)
  if (coding) response.setHeader('Content-Encoding', coding)
  response.setHeader('Content-Length', body.length)
  response.writeHead(page.status)
  response.end(method === 'HEAD' ? undefined : body)
  if (isThere) page.heads.set(headName(request, coding), headOf(response))
}

/** What the head of a page differs by, from one who asks to another. */
function headName({ headers }: IncomingMessage, coding: Coding | null): string {
  return headers.cookie === undefined ? `${coding}` : `${coding} with a cookie`
}

function headOf(response: ServerResponse): string[] {
  return Object.entries(response.getHeaders()).flatMap(([name, value]) => (name === 'x-request-id' || value === undefined ? [] : [name, String(value)]))
}

/**
 * Sends a page that is kept with the head that it was sent with before, without the way of a request. Most of what a reader of a page that is
 * read often costs is that way.
 * @returns false where the request has to go it
 */
export function sendAtOnce(request: IncomingMessage, response: ServerResponse, { store, isFresh }: KeptPages, id: string): boolean {
  const { method, headers } = request
  if (headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined || headers.expect !== undefined) return false
  const coding = acceptedCoding(headers['accept-encoding'])
  const address = coding && pageAddressOf(request)
  const page = address && isFresh() === true ? store.find(address) : null
  const head = page?.heads.get(headName(request, coding))
  if (!coding || !page || !head || 'plain' in page.body) return false
  response.writeHead(200, [...head, 'X-Request-Id', id])
  response.end(method === 'HEAD' ? undefined : page.body[coding])
  return true
}

async function bodyFor(accepted: string | string[] | undefined, { body }: StoredPage): Promise<[coding: Coding | null, Buffer]> {
  if ('plain' in body) return [null, body.plain]
  const coding = acceptedCoding(accepted)
  // Nearly nobody wants it as it is, so it is kept packed only.
  return coding ? [coding, body[coding]] : [null, await promisify(gunzip)(body.gzip)]
}
