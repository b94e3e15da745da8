import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import path from 'node:path'
import createNext from 'next'
import { closeDatabase } from '#lib/database.ts'
import { env, readEnvFile } from '#lib/env.ts'
import { cleanRequest } from '#lib/http/clean-request.ts'
import { contentSecurityPolicy } from '#lib/http/content-security-policy.ts'
import { dressAnswer } from '#lib/http/dress-answer.ts'
import { keepForm } from '#lib/http/keep-form.ts'
import { logFailure } from '#lib/http/log-failure.ts'
import { hasBody, readBody, replayRequest } from '#lib/http/read-body.ts'
import { databaseAnswers, readReadiness } from '#lib/http/readiness.ts'
import { refusals, refuseRequest } from '#lib/http/refuse-request.ts'
import { awayPage, mendAnswer, retryAfter } from '#lib/http/mend-answer.ts'
import { runInRequest } from '#lib/http/request-context.ts'
import type { RequestContext } from '#lib/http/request-context.ts'
import { isSameOrigin } from '#lib/http/same-origin.ts'
import { notificationsConnected, startNotifications, stopNotifications } from '#lib/notifications.ts'
import { Trouble } from '#lib/trouble.ts'

const dev = process.argv.includes('--dev')
const root = import.meta.dirname

/** In milliseconds. A whole request, its body included, must arrive within thirty seconds; proxies keep connections for sixty. */
const timeouts = { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 }

/** Running requests get this long when the process is asked to stop, in milliseconds. */
const stopPatience = 13_000

let stopping = false

async function main() {
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
  readEnvFile()
  const { HOST, PORT, DATABASE_URL } = env()
  const server = createServer({ ...timeouts, requireHostHeader: false })
  const next = createNext({ dev, dir: root, hostname: HOST, port: PORT, httpServer: dev ? server : createServer() })
  await next.prepare()
  await startNotifications(DATABASE_URL)
  const handle = next.getRequestHandler()

  server.on('request', (request, response) => void serve(request, response, handle))
  server.on('checkContinue', (request, response) => void serve(request, response, handle))
  server.on('checkExpectation', (request, response) => void serve(request, response, handle))
  server.on('clientError', answerBrokenRequest)
  await listen(server, PORT, HOST)
  stopOnSignals(server, () => next.close())
}

function listen(server: Server, port: number, host: string) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Trouble(`Port ${port} is in use. Set PORT to another one, or stop what uses it.`) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      const bound = typeof address === 'object' ? address?.port : port
      // Where a redirect after an action is fetched from: never from where a request says that it is.
      Object.assign(process.env, { __NEXT_PRIVATE_ORIGIN: `http://${host.includes(':') ? `[${host}]` : host}:${bound}` })
      resolve()
    })
  })
}

/** The framework's script asks for the same page with `_rsc` among the parameters. */
function pagePath(url: string): string {
  const [pathname, query] = url.split('?', 2)
  const rest = query?.split('&').filter((part) => !part.startsWith('_rsc=')).join('&')
  return rest ? `${pathname}?${rest}` : (pathname ?? '/')
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** One request, from its head to its answer. */
async function serve(request: IncomingMessage, response: ServerResponse, handle: Handle) {
  const settings = env()
  const hadHost = request.headers.host !== undefined
  const address = cleanRequest(request, settings.AFTERWORD_ORIGIN)
  const context: RequestContext = {
    id: randomBytes(9).toString('base64url'),
    address,
    nonce: randomBytes(16).toString('base64'),
    path: pagePath(request.url ?? ''),
  }
  const requestPath = request.url?.split('?', 1)[0] ?? ''
  const policy = contentSecurityPolicy({ nonce: context.nonce, path: requestPath, origin: settings.AFTERWORD_ORIGIN, formTargets: formTargets(), dev })
  dressAnswer(response, context, {
    path: requestPath,
    policy,
    shareable: isShareable(request),
    secure: settings.AFTERWORD_ORIGIN.startsWith('https:'),
    closing: () => stopping,
  })
  // Next reads the nonce from here; whatever was sent under these names is gone.
  request.headers['content-security-policy'] = policy
  delete request.headers['content-security-policy-report-only']
  try {
    await runInRequest(context, () => answer(request, response, context, handle, hadHost))
  } catch (error) {
    logFailure('server', error)
    if (!response.headersSent) refuseRequest(request, response, context, broken)
    else response.destroy()
  }
}

const broken = {
  status: 500,
  title: 'Something went wrong on our side',
  says: 'This request could not be answered, and we have made a note of what happened.',
}

async function answer(request: IncomingMessage, response: ServerResponse, context: RequestContext, handle: Handle, hadHost: boolean) {
  const refuse = (refusal: Parameters<typeof refuseRequest>[3]) => refuseRequest(request, response, context, refusal)
  if (!hadHost || !request.url?.startsWith('/')) return refuse(refusals.badRequest)
  if (!refusals.method.headers.Allow.split(', ').includes(request.method ?? '')) return refuse(refusals.method)
  const expects = request.headers.expect?.toLowerCase()
  if (expects && expects !== '100-continue') return refuse(refusals.expectation)
  if (request.url === '/healthz') return answerJson(response, 200, { alive: true })
  if (request.url === '/readyz') return answerReadiness(response)
  if (!isSameOrigin(claimOf(request), env().AFTERWORD_ORIGIN)) return refuse(refusals.elsewhere)
  if (!hasBody(request)) return hand(request, response, context, handle, null)

  if (expects) response.writeContinue()
  const body = await readBody(request)
  if (body === 'too-large') return refuse(refusals.tooLarge)
  if (body === 'aborted') return
  return hand(replayRequest(request, body), response, context, handle, body)
}

/** To the framework, unless the database is away; then to a page that needs none. */
async function hand(request: IncomingMessage, response: ServerResponse, context: RequestContext, handle: Handle, body: Buffer | null) {
  // A form sent by script keeps its text by itself: its action answers, database or not.
  if (needsDatabase(request) && !notificationsConnected() && !(await databaseAnswers())) {
    return answerAway(request, response, context, body)
  }
  mendAnswer(response, context, () => void handle(askForMissing(request), response).catch((error) => logFailure('not-found', error)))
  await handle(request, response)
}

/** An address that no page has. */
function askForMissing(request: IncomingMessage): IncomingMessage {
  const ask = replayRequest(request, Buffer.alloc(0))
  const { 'content-type': _type, 'next-action': _action, ...headers } = ask.headers
  return Object.assign(ask, { method: 'GET', url: '/_missing', headers })
}

function needsDatabase({ url, headers }: IncomingMessage) {
  return !url?.startsWith('/_next/') && !headers['next-action']
}

async function answerAway(request: IncomingMessage, response: ServerResponse, context: RequestContext, body: Buffer | null) {
  const away = { status: 503, title: 'Back in a moment', says: 'The database cannot be reached just now. Nothing was changed.' }
  context.retryAfterSeconds = retryAfter
  if (request.url?.startsWith('/api/')) return refuseRequest(request, response, context, away)
  const page = awayPage(context, body ? await keepForm(request, body) : '')
  response.statusCode = 503
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end(page)
}

function answerJson(response: ServerResponse, status: number, value: unknown) {
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json')
  response.setHeader('Cache-Control', 'no-store')
  response.end(JSON.stringify(value))
}

async function answerReadiness(response: ServerResponse) {
  const readiness = await readReadiness(path.join(root, 'prisma', 'migrations'))
  const ready = readiness.ready && !stopping
  answerJson(response, ready ? 200 : 503, { ...readiness, ready })
}

function claimOf({ method, headers }: IncomingMessage) {
  return {
    method: method ?? '',
    origin: headers.origin ?? null,
    secFetchSite: [headers['sec-fetch-site'] ?? null].flat()[0] ?? null,
    host: headers.host ?? null,
    cookie: headers.cookie !== undefined,
  }
}

/** Only what was asked for without saying who asks, and is not the framework's own half of a page. */
function isShareable({ method, url, headers }: IncomingMessage) {
  const anonymous = headers.cookie === undefined && headers.authorization === undefined
  const health = url === '/healthz' || url === '/readyz'
  return anonymous && !health && headers.rsc === undefined && (method === 'GET' || method === 'HEAD')
}

/** A browser follows a form to the provider only when the policy names it. */
function formTargets() {
  const { AUTH_GITHUB_ID, AUTH_GOOGLE_ID } = env()
  return [...(AUTH_GITHUB_ID ? ['https://github.com'] : []), ...(AUTH_GOOGLE_ID ? ['https://accounts.google.com'] : [])]
}

/** What is not HTTP, or far too long to be: there is no request yet, so the answer is written by hand. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: import('node:stream').Duplex) {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const [status, reason] =
    error.code === 'HPE_HEADER_OVERFLOW' ? [431, 'Request Header Fields Too Large']
    : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? [408, 'Request Timeout']
    : [400, 'Bad Request']
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'Connection: close',
    'Content-Length: 0',
    'Cache-Control: private, no-store',
    `Content-Security-Policy: default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'`,
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: strict-origin-when-cross-origin',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n`)
}

function stopOnSignals(server: Server, closeNext: () => Promise<void>) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      void stop(server, closeNext)
    })
  }
}

/** Lets running requests finish, then closes everything that this process has open. */
async function stop(server: Server, closeNext: () => Promise<void>) {
  const closed = new Promise((resolve) => server.close(resolve))
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, stopPatience).unref())])
  clearInterval(sweep)
  server.closeAllConnections()
  await Promise.allSettled([closeNext(), stopNotifications(), closeDatabase()])
  process.exit()
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Trouble ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
