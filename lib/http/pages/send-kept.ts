import { createHash } from 'node:crypto'
import { IncomingMessage } from 'node:http'
import type { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { varyByCoding } from '../documents/answer-whole.ts'
import type { WholeAnswer } from '../documents/gather-answer.ts'
import { acceptedCoding, isPackable, packAs } from '../documents/pack-body.ts'
import { isHeld } from '../is-held.ts'
import { randomText } from '../random-text.ts'
import type { RequestContext } from '../request-context.ts'
import { themeCookie } from '#lib/themes.ts'
import type { IsFresh } from './keep-fresh.ts'
import { pageAddressOf } from './page-address.ts'
import type { PageAddress } from './page-address.ts'
import type { PageStore, StoredPage } from './page-store.ts'

/** The pages that this process keeps, and whether they may be used. */
export type KeptPages = { store: PageStore; isFresh: IsFresh }

/** What the framework makes of a request that nobody sent, and what it said of it. */
export type MakeForAll = (request: IncomingMessage, context: RequestContext) => Promise<WholeAnswer | null>

type Asked = { request: IncomingMessage; response: ServerResponse; context: RequestContext; origin: string }

/**
 * Answers with a page that is the same for everybody: the one that is kept, or one that is made now for all who wait for it.
 * @returns false where it has to be made for whoever asks: it is not there, leads elsewhere, or nothing may be kept now
 */
export async function sendKept(asked: Asked, address: PageAddress, { store, isFresh }: KeptPages, make: MakeForAll): Promise<boolean> {
  const fresh = isFresh()
  if (fresh !== true && !(await fresh)) return false
  const page = store.find(address) ?? (await store.make(address, () => makePage(address, asked.origin, make)))
  if (page) await send(asked, page)
  return page !== null
}

async function makePage(address: PageAddress, origin: string, make: MakeForAll): Promise<StoredPage | null> {
  const context: RequestContext = { id: randomText(9, 'base64url'), address: '', nonce: randomText(16, 'base64'), path: address.url }
  const made = await make(askForEverybody(address, origin), context)
  return made && isForEverybody(made, context) ? pack(made) : null
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

/** A page of the framework has the nonce of one answer in it. Of what is not there, only the page that says so is the same for everybody. */
function isForEverybody({ status, headers }: WholeAnswer, { document, status: wanted }: RequestContext): boolean {
  if (wanted !== undefined || headers['set-cookie'] !== undefined) return false
  if (status === 404) return document === true
  return status === 200 && (document === true || !String(headers['content-type'] ?? 'text/html').startsWith('text/html'))
}

/** Set anew for each answer, or said by us. */
const ofOneAnswer = new Set(['etag', 'cache-control', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date', 'x-powered-by'])

async function pack({ status, headers, body }: WholeAnswer): Promise<StoredPage> {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url')}"`
  const kept = Object.fromEntries(Object.entries(headers).filter(([name, value]) => value !== undefined && !ofOneAnswer.has(name)))
  if (!isPackable(String(headers['content-type'] ?? ''), body)) return { status, headers: kept, etag, body: { plain: body }, heads: new Map() }
  const [br, gzip] = await Promise.all([packAs('br', body, 'quick'), packAs('gzip', body, 'quick')])
  return { status, headers: { ...kept, vary: varyByCoding(headers.vary) }, etag, body: { br, gzip }, heads: new Map() }
}

async function send({ request, response, context }: Asked, page: StoredPage) {
  const { method, headers } = request
  const isThere = page.status === 200
  // Whatever is kept runs by no nonce.
  context.document = true
  for (const [name, value] of Object.entries(page.headers)) if (value !== undefined) response.setHeader(name, value)
  // Whoever sends a cookie is told to keep nothing, so there is nothing to be named again.
  if (isThere && headers.cookie === undefined) response.setHeader('ETag', page.etag)
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
  if (isThere) page.heads.set(headName(request), headOf(response))
}

/** What the head of a page differs by, from one who asks to another. */
function headName({ headers }: IncomingMessage): string {
  return `${acceptedCoding(headers['accept-encoding'])} ${headers.cookie === undefined}`
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
  const address = headers['if-none-match'] === undefined && headers['if-modified-since'] === undefined && headers.expect === undefined ? pageAddressOf(request) : null
  const page = address && isFresh() === true ? store.find(address) : null
  const head = page?.heads.get(headName(request))
  if (!page || !head || 'plain' in page.body) return false
  const coding = acceptedCoding(headers['accept-encoding'])
  if (!coding) return false
  response.writeHead(200, [...head, 'X-Request-Id', id])
  response.end(method === 'HEAD' ? undefined : page.body[coding])
  return true
}

async function bodyFor(accepted: string | string[] | undefined, { body }: StoredPage): Promise<[coding: 'br' | 'gzip' | null, Buffer]> {
  if ('plain' in body) return [null, body.plain]
  const coding = acceptedCoding(accepted)
  // Nearly nobody wants it as it is, so it is kept packed only.
  return coding ? [coding, body[coding]] : [null, await promisify(gunzip)(body.gzip)]
}
