import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '#lib/env.ts'
import { networkOf } from '#lib/limits.ts'
import { notificationsConnected } from '#lib/notifications.ts'
import { readForAnybody } from '#lib/replica.ts'
import { answerAlive, answerReadiness } from './answer-health.ts'
import { BodyRooms } from './body-room.ts'
import { isMissingFile } from './built-files.ts'
import { cleanRequest } from './clean-request.ts'
import { contentSecurityPolicy, privateAreas } from './content-security-policy.ts'
import { asDocument, isForReader } from './documents/for-reader.ts'
import { answerWhole } from './documents/answer-whole.ts'
import { gatherAnswer } from './documents/gather-answer.ts'
import type { DrawPage } from './documents/drawing.ts'
import { sendDrawn } from './documents/send-drawn.ts'
import { sendOwnFile } from './documents/own-files.ts'
import type { OwnFiles } from './documents/own-files.ts'
import { dressAnswer } from './dress-answer.ts'
import { isForm, isWholeForm, keepForm } from './keep-form.ts'
import { keepWords } from './keep-words.ts'
import { logFailure } from './log-failure.ts'
import { beginningOf, logRequest, logsEverything } from './log-request.ts'
import { awayPage, mendAnswer, retryAfter } from './mend-answer.ts'
import { sendAtOnce, sendKept } from './pages/send-kept.ts'
import type { KeptPages } from './pages/send-kept.ts'
import { pageAddressOf } from './pages/page-address.ts'
import { beforePages, isMade, takePassingTurn, takeRenderingTurn, takeSendingTurn } from './pages/rendering-turns.ts'
import { bodyLimitOf, deskBodyLimit, hasBody, promisesTooMuch, readBody, replayRequest, writingBodyLimit } from './read-body.ts'
import { randomText } from './random-text.ts'
import { readOnce } from './read-once.ts'
import { databaseAnswers } from './readiness.ts'
import { misdirectedPage, refusals, refuseRequest } from './refuse-request.ts'
import type { RequestRefusal } from './refuse-request.ts'
import { requestIdOf } from './request-id.ts'
import { routeOf } from './route-of.ts'
import { runInRequest } from './request-context.ts'
import type { RequestContext } from './request-context.ts'
import { isMisdirected, isSameOrigin } from './same-origin.ts'
import { saysSignedIn } from './session-cookie.ts'
import { isUpload, takeUploadRoom, uploadLimit } from './uploads.ts'

/** What the server in front needs of what stands behind it. */
export type Behind = {
  /** Next's own request handler. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  dev: boolean
  /** What documents need beside them; null in development, where readers too get the pages of the framework. */
  own: OwnFiles | null
  /** Draws pages without the framework; null in development. */
  draw: DrawPage | null
  /** The pages that are kept; null in development. */
  pages: KeptPages | null
  /** Whether somebody who is signed in asks, by cookie or token. Only asked before something large is read. */
  signedIn: (request: IncomingMessage) => Promise<boolean>
  /** Whether the process is about to end. */
  stopping: () => boolean
}

type Exchange = { request: IncomingMessage; response: ServerResponse; context: RequestContext; behind: Behind }

/** One request, from its head to its answer. */
export async function serveRequest(request: IncomingMessage, response: ServerResponse, behind: Behind): Promise<void> {
  const { AFTERWORD_ORIGIN: origin } = env()
  const refusal = checkHead(request)
  const id = requestIdOf(request)
  const beginning = logsEverything() ? beginningOf(request) : null
  if (!refusal && behind.pages && !behind.stopping() && !hasBody(request) && sendAtOnce(request, response, behind.pages, id)) {
    if (beginning) logRequest(request, response, { id, kept: true }, beginning)
    return
  }
  const address = cleanRequest(request, origin)
  const context: RequestContext = { id, address, nonce: randomText(16, 'base64'), path: pagePath(request), route: routeNow(request) }
  if (request.headers['next-action'] !== undefined) context.action = 'asked'
  logRequest(request, response, context)
  const exchange = { request, response, context, behind }
  dress(exchange, origin)
  try {
    if (refusal) refuseRequest(request, response, context, refusal)
    else await runInRequest(context, () => answer(exchange))
  } catch (error) {
    runInRequest(context, () => logFailure('server', error))
    if (response.headersSent) response.destroy()
    else refuseRequest(request, response, context, refusals.broken)
  }
}

/** Looked for when somebody asks, by the address that was asked for: the framework changes it on its way. */
function routeNow({ url = '/' }: IncomingMessage): () => string {
  return () => routeOf(url)
}

/** What can be said from the head alone. */
function checkHead(request: IncomingMessage): RequestRefusal | null {
  const { headers, method, url } = request
  if (!hasOneHost(request) || !isReadable(url ?? '')) return refusals.badRequest
  if (!methodsOf(url ?? '').includes(method ?? '')) return refusals.method
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') return refusals.expectation
  return null
}

/** Of two, a proxy in front may go by the one and this server by the other. */
function hasOneHost({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2) if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === 'host') hosts++
  return hosts === 1
}

/** Routes of the API answer for themselves; a page would be rendered for any method. */
function methodsOf(url: string): readonly string[] {
  return url.startsWith('/api/') ? methodsOfRoutes : methodsOfPages
}

const methodsOfPages = ['GET', 'HEAD', 'POST'] as const
const methodsOfRoutes = [...methodsOfPages, 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/**
 * A path of ours that is text: no NUL, which the database refuses, however often it is encoded (a path is decoded more than once
 * on its way), nothing that is not UTF-8, on which Next fails, and no steps up or sideways, which Next follows to a page that is none of ours
 * by its first letters: browsers take them before they ask.
 */
const isReadable = readOnce(2_000, (url) => {
  if (!url.startsWith('/') || /%00/.test(url)) return false
  const path = url.split('?', 1)[0] ?? ''
  if (/%(25)+00/.test(path) || /\\|\/(\.|%2e){1,2}(\/|$)/i.test(path)) return false
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
})

/** Path and query as a person would write them: the framework's script adds `_rsc` to the parameters. */
function pagePath({ url = '/' }: IncomingMessage): string {
  const [path = '/', query = ''] = url.split('?', 2)
  const rest = query.split('&').filter((part) => part !== '' && !part.startsWith('_rsc=')).join('&')
  return rest ? `${path}?${rest}` : path
}

function dress({ request, response, context, behind }: Exchange, origin: string) {
  const path = request.url?.split('?', 1)[0] ?? ''
  const settings = { nonce: context.nonce, path, origin, formTargets: formTargets(), dev: behind.dev }
  const policy = (document: boolean) => contentSecurityPolicy({ ...settings, document })
  // Next takes the nonce from here; what was sent under these names is gone.
  request.headers['content-security-policy'] = policy(false)
  delete request.headers['content-security-policy-report-only']
  dressAnswer(response, context, { path, policy, shareable: isShareable(request) && !privateAreas.test(path), origin, closing: behind.stopping })
}

/** A browser follows a form on to a provider only when the policy names it. */
function formTargets(): string[] {
  const { AUTH_GITHUB_ID, AUTH_GOOGLE_ID } = env()
  return [...(AUTH_GITHUB_ID ? ['https://github.com'] : []), ...(AUTH_GOOGLE_ID ? ['https://accounts.google.com'] : [])]
}

/** Only what was asked for without saying who asks, and is not the framework's own half of a page. */
function isShareable({ method, url, headers }: IncomingMessage): boolean {
  const anonymous = headers.cookie === undefined && headers.authorization === undefined
  return anonymous && headers.rsc === undefined && !isHealth(url) && (method === 'GET' || method === 'HEAD')
}

function isHealth(url: string | undefined): boolean {
  return url === '/healthz' || url === '/readyz'
}

async function answer(exchange: Exchange) {
  const { request, response, context, behind } = exchange
  if (request.url === '/healthz') return answerAlive(response)
  if (request.url === '/readyz') return answerReadiness(response, behind.stopping())
  if (request.url === '/favicon.ico') return answerIcon(response)
  if (behind.own && sendOwnFile(request, response, behind.own)) return
  if (!behind.dev && isMissingFile(request.url)) return refuseRequest(request, response, context, refusals.missingFile)
  if (!speaksForItself(request.url) && !isSameOrigin(claimOf(request), env().AFTERWORD_ORIGIN)) return refuseOrigin(exchange)
  if (!hasBody(request)) return (await isCompleteSoFar(request)) ? pass(exchange, null) : refuseRequest(request, response, context, refusals.badRequest)
  return isUpload(request) ? receiveUpload(exchange) : receive(exchange)
}

/** What comes from another site is not even read. What comes from another address of our own goes back to whoever wrote it. */
async function refuseOrigin(exchange: Exchange) {
  const { request, response, context } = exchange
  const ours = isMisdirected(claimOf(request), env().AFTERWORD_ORIGIN) && isForm(request) && sentByHand(request) && !isUpload(request)
  if (!ours) return refuseRequest(request, response, context, refusals.elsewhere)
  const body = await readSent(exchange)
  if (!body) return
  response.statusCode = refusals.elsewhere.status
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end(misdirectedPage(context, await keepForm(request, body)))
}

/** False where the head promises a form in parts and nothing follows: the framework fails on that, whoever sends it. */
function isCompleteSoFar(request: IncomingMessage): Promise<boolean> {
  return request.method === 'POST' && !isUpload(request) ? isWholeForm(request, Buffer.alloc(0)) : Promise.resolve(true)
}

/** Programs that read no page look for the icon here. */
function answerIcon(response: ServerResponse) {
  response.writeHead(308, { Location: '/icon.svg', 'Cache-Control': 'public, max-age=86400' })
  response.end()
}

/** An image is large, so who sends it is asked before it is read, and few are read at a time: the others wait for their turn. */
async function receiveUpload(exchange: Exchange) {
  const { request, response, context, behind } = exchange
  const known = await behind.signedIn(request).catch(() => null)
  if (!known) return refuseRequest(request, response, context, known === null ? refusals.away : refusals.unknownSender)
  if (promisesTooMuch(request)) return receive(exchange)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const leave = await takeUploadRoom(gone.signal)
  if (leave) response.once('close', leave)
  if (response.closed) return leave?.()
  return leave ? receive(exchange) : refuseRequest(request, response, context, refusals.manyUploads)
}

const bodyRooms = new BodyRooms()

async function receive(exchange: Exchange) {
  const body = await readSent(exchange)
  if (body) await beforePages(() => pass({ ...exchange, request: replayRequest(exchange.request, body) }, body))
}

/** What is sent, whole; null where that was refused, or whoever sent it has gone. */
async function readSent({ request, response, context }: Exchange): Promise<Buffer | null> {
  const refuse = (refusal: RequestRefusal) => (refuseRequest(request, response, context, refusal), null)
  if (request.headers.expect && !promisesTooMuch(request)) response.writeContinue()
  const { take, leave } = bodyRooms.open(networkOf(context.address))
  response.once('close', leave)
  const body = await readBody(request, (bytes) => isUpload(request) || take(bytes))
  if (body === 'crowded') return refuse(refusals.manyBodies)
  if (body === 'too-large') return refuse(tooLarge(request))
  if (body === 'aborted') return null
  return isUpload(request) || (await isWholeForm(request, body)) ? body : refuse(refusals.badRequest)
}

function tooLarge(request: IncomingMessage): RequestRefusal {
  const limit = bodyLimitOf(request)
  if (limit === uploadLimit) return refusals.tooLargeForUploads
  if (limit === writingBodyLimit) return refusals.tooLargeForWriting
  return limit === deskBodyLimit ? refusals.tooLargeForDesk : refusals.tooLarge
}

/** A signed link that mail programs press for their readers, from wherever they run. No cookie counts there. */
function speaksForItself(url = ''): boolean {
  return /^\/unsubscribe\/[^/?]+\/now$/.test(url)
}

function claimOf({ method = '', headers }: IncomingMessage) {
  const secFetchSite = [headers['sec-fetch-site'] ?? null].flat()[0] ?? null
  return { method, origin: headers.origin ?? null, secFetchSite, host: headers.host ?? null, cookie: headers.cookie !== undefined }
}

/** A page that is kept, or on to the framework, unless the database is away; then to a page that needs none. */
async function pass(exchange: Exchange, body: Buffer | null) {
  const { request, response, context, behind } = exchange
  if (needsDatabase(request) && !notificationsConnected() && !(await databaseAnswers())) {
    return answerAway(request, response, context, body)
  }
  if (body === null && (await answerKept(exchange))) return
  const own = isForReader(request, env().AFTERWORD_ORIGIN) ? behind.own : null
  const written = body !== null && isForm(request) && sentByHand(request) && !isUpload(request) ? body : null
  if (written?.includes('$ACTION_')) context.action = 'asked'
  if (!own && !written) return render(exchange, body)
  await answerWhole({ request, response, context }, (gathered) => render({ ...exchange, response: gathered }, body), async (made) => {
    const page = written ? await keepWords(made, request, written, context) : made
    return own ? asDocument(page, own, context) : page
  })
}

/** What is the same for everybody is made once for all of them. */
async function answerKept({ request, response, context, behind }: Exchange): Promise<boolean> {
  const { own, pages } = behind
  const address = own && pages ? pageAddressOf(request) : null
  if (!own || !pages || !address) return false
  const asked = { request, response, context, origin: env().AFTERWORD_ORIGIN }
  return sendKept(asked, address, pages, (ask, of) => runInRequest(of, async () => {
    const made = await gatherAnswer(ask, nobodyLeaves, (gathered) => make({ request: ask, response: gathered, context: of, behind }, null))
    return made && asDocument(made, own, of)
  }))
}

/** A page that is made for everybody is finished when one of them hangs up. */
const nobodyLeaves = new AbortController().signal

function sentByHand({ headers }: IncomingMessage): boolean {
  return !headers['next-action']
}

/** What was sent with a body waits for its turn among what is sent; whoever only asks, for the turn of what they ask for. */
async function render(exchange: Exchange, body: Buffer | null) {
  const { request, response, context } = exchange
  const takeAskersTurn = isMade(request) ? takeRenderingTurn : takePassingTurn
  const gone = new AbortController()
  const hangUp = () => gone.abort()
  response.once('close', hangUp)
  const leave = await (body === null ? takeAskersTurn : takeSendingTurn)(gone.signal, context.address)
  response.off('close', hangUp)
  if (gone.signal.aborted) return leave?.()
  if (!leave) return refuseRequest(request, response, context, body === null ? refusals.manyReaders : refusals.manySenders)
  // Not before others have had the processor: what is made without waiting for anything would else be made for hundreds in one go.
  await make(exchange, body).finally(() => setImmediate(leave))
}

/** Whoever reads and says nothing of themselves may be answered from a replica. */
function make(exchange: Exchange, body: Buffer | null): Promise<void> {
  return body === null && isByNobody(exchange.request) ? readForAnybody(() => makeHere(exchange, body)) : makeHere(exchange, body)
}

function isByNobody({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && headers.authorization === undefined && !saysSignedIn(headers.cookie, env().AFTERWORD_ORIGIN)
}

async function makeHere({ request, response, context, behind }: Exchange, body: Buffer | null) {
  if (body === null && behind.draw && behind.own && (await sendDrawn({ request, response, context }, behind.draw, behind.own))) return
  // In development the framework has pages of its own to show what went wrong.
  if (!behind.dev) {
    mendAnswer(response, context, {
      renderAgain: () => renderMissing(request, response, behind),
      keepForm: body !== null && sentByHand(request) && !isUpload(request) ? (again) => keepForm(request, body, again) : null,
    })
  }
  await behind.handle(request, response)
}

/** A form that a script sends keeps its text by itself: its action answers, database or not. */
function needsDatabase({ url, headers }: IncomingMessage): boolean {
  return !url?.startsWith('/_next/') && !headers['next-action']
}

async function answerAway(request: IncomingMessage, response: ServerResponse, context: RequestContext, body: Buffer | null) {
  context.retryAfterSeconds = retryAfter
  if (request.url?.startsWith('/api/') || isUpload(request)) return refuseRequest(request, response, context, refusals.away)
  const page = awayPage(context, body ? await keepForm(request, body) : '')
  response.statusCode = 503
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end(request.method === 'HEAD' ? undefined : page)
}

/** The page in app/not-here, as an answer to the same request. */
function renderMissing(request: IncomingMessage, response: ServerResponse, behind: Behind) {
  const ask = replayRequest(request, Buffer.alloc(0))
  const { 'content-type': _type, 'next-action': _action, ...headers } = ask.headers
  Object.assign(ask, { method: 'GET', url: '/not-here', headers })
  // The framework listens in a dozen places once more; Node would warn of that, on the console, at every page that is missing.
  response.setMaxListeners(40)
  behind.handle(ask, response).catch((error: unknown) => logFailure('not-here', error))
}
