import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import createNext from 'next'
import { keepSweeping } from '#lib/comments/drafts/keep-sweeping.ts'
import { databaseCode, runCommand } from '#lib/command.ts'
import { closeDatabase, leaveReplica } from '#lib/database.ts'
import { env, readEnvFile, settings } from '#lib/env.ts'
import { answerBroken } from '#lib/http/answer-broken.ts'
import { openDrawing } from '#lib/http/documents/drawing.ts'
import { answerInOrder } from '#lib/http/answer-in-order.ts'
import { openOwnFiles } from '#lib/http/documents/own-files.ts'
import { closeGently, noteProxy } from '#lib/http/close-gently.ts'
import { endStreams } from '#lib/http/event-stream.ts'
import { hearFramework, hushFramework } from '#lib/http/hear-framework.ts'
import { keepFresh } from '#lib/http/pages/keep-fresh.ts'
import { lastTurn } from '#lib/http/pages/last-turn.ts'
import { PageStore } from '#lib/http/pages/page-store.ts'
import { sessionSecretIn } from '#lib/http/session-cookie.ts'
import { serveRequest } from '#lib/http/serve-request.ts'
import { timeouts } from '#lib/http/timeouts.ts'
import { closeLimits } from '#lib/limits.ts'
import { reportTrouble } from '#lib/log.ts'
import { keepDoingJobs } from '#lib/jobs/run-jobs.ts'
import { keepCollecting } from '#lib/media/collecting/keep-collecting.ts'
import { keepRenewing } from '#lib/posts/renewing/keep-renewing.ts'
import { keepEmptying } from '#lib/posts/writing/deleted/keep-emptying.ts'
import { keepForgetting } from '#lib/people/security/keep-forgetting.ts'
import { openPost } from '#lib/mail/hand-over.ts'
import { keepBulksGoing } from '#lib/moderation/bulk/continue-bulk.ts'
import { adoptWaiting } from '#lib/moderation/notices/adopt-waiting.ts'
import { siteTasks } from '#lib/moderation/notices/site-tasks.ts'
import { keepRehearsing } from '#lib/moderation/rules/rehearse-rules.ts'
import { readSession, readToken } from '#lib/people/read-session.ts'
import { startNotifications, stopNotifications } from '#lib/notifications.ts'
import { watchReplica } from '#lib/replica.ts'
import { Trouble } from '#lib/trouble.ts'
import { operator } from '#lib/viewer.ts'

const dev = process.argv.includes('--dev')

/** Whoever started this process tells it the rest of its settings, when there is a database. */
const told = process.argv.includes('--told')

/** Running requests get this long when the process is asked to stop, in milliseconds. */
const stopPatience = 13_000

/** What finished pages may take of the memory of this process: some two thousand of a hundred comments. */
const bytesOfPages = 64 * 1024 * 1024

let stopping = false

/** One process: Next behind a server of our own, the ear for what the database announces, the jobs that follow a change. */
async function main() {
  performance.mark('loaded')
  process.chdir(import.meta.dirname)
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
  // Whoever reads the log may go before this process does: then its lines are lost, and nothing else.
  for (const log of [process.stdout, process.stderr]) log.on('error', () => {})
  readEnvFile()
  const { HOST, PORT } = settings()
  const server = Object.assign(createServer({ connectionsCheckingInterval: 5_000, requireHostHeader: false }), timeouts)
  // Next answers upgrades on the server that it is given; outside development there are none to answer.
  if (!dev) hushFramework()
  const next = createNext({ dev, dir: import.meta.dirname, hostname: HOST, port: PORT, httpServer: dev ? server : createServer() })
  const [own, draw] = await Promise.all([dev ? null : openOwnFiles(import.meta.dirname), dev ? null : openDrawing(import.meta.dirname), next.prepare(), hearSettings()])
  performance.mark('framework prepared')
  if (!dev) hearFramework()
  await startNotifications(env().DATABASE_URL)
  const post = openPost()
  await runCommand(adoptWaiting, operator, {}).catch((error: unknown) => reportTrouble(`What waits without a job could not be looked for (${databaseCode(error) || 'unknown'}).`))
  const stopJobs = keepDoingJobs(siteTasks(post), reportTrouble)
  const stopSweeping = keepSweeping(reportTrouble)
  const stopCollecting = keepCollecting(reportTrouble)
  const stopRenewing = keepRenewing(reportTrouble)
  const stopEmptying = keepEmptying(reportTrouble)
  const stopForgetting = keepForgetting(reportTrouble)
  const stopBulks = keepBulksGoing()
  const stopRehearsing = keepRehearsing(reportTrouble)

  const store = new PageStore(bytesOfPages)
  const freshness = keepFresh(store)
  const pages = dev ? null : { store, isFresh: freshness.isFresh }
  const replica = env().DATABASE_REPLICA_URL
  const stopWatching = replica ? watchReplica({ url: replica, turn: lastTurn, changed: leaveReplica, report: reportTrouble }) : async () => {}
  const behind = { handle: next.getRequestHandler(), dev, own, draw, pages, signedIn, stopping: () => stopping }
  for (const event of ['request', 'checkContinue', 'checkExpectation']) {
    server.on(event, (request, response) => {
      noteProxy(request)
      answerInOrder(request, response, () => void serveRequest(request, response, behind))
    })
  }
  server.on('clientError', answerBroken)
  await listen(server, PORT, HOST)
  stopOnSignals(server, stopJobs, [stopSweeping, stopCollecting, stopRenewing, stopEmptying, stopForgetting, stopBulks, stopRehearsing, async () => freshness.stop(), stopWatching, async () => post?.close(), () => next.close(), stopNotifications, closeLimits, closeDatabase])
}

/** All of them are in the environment, as `env()` wants them, where nobody has more to say. */
async function hearSettings() {
  if (!told) return
  // The first start may take long with its database, and nothing else keeps this process from ending meanwhile.
  process.channel?.ref()
  const [rest]: Record<string, string>[] = await once(process, 'message')
  process.channel?.unref()
  Object.assign(process.env, rest)
}

/** By the token where one is shown, else by the session, as the pages and routes find it themselves. */
async function signedIn({ headers }: IncomingMessage): Promise<boolean> {
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization?.trim() ?? '')?.[1]
  const person = headers.authorization === undefined ? await readSession(sessionSecretIn(headers.cookie, env().AFTERWORD_ORIGIN)) : await readToken(token ?? '')
  return person !== null
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Trouble(`Port ${port} is in use. Set PORT to another one, or stop what uses it.`) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address ? address.port : port
      // Next fetches the page after an action's redirect from here, never from where a request says that it is.
      Object.assign(process.env, { __NEXT_PRIVATE_ORIGIN: `http://${reachable(host)}:${bound}` })
      resolve()
    })
  })
}

function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

type Close = () => Promise<unknown>

function stopOnSignals(server: Server, stopJobs: Close, closing: Close[]) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      void stop(server, stopJobs, closing)
    })
  }
}

/**
 * Goes on serving for a while where a balancer has to notice first; ends the streams, which end by themselves never, lets running requests and jobs finish, then closes in
 * order everything that this process has open.
 */
async function stop(server: Server, stopJobs: Close, closing: Close[]) {
  if (env().DRAIN_SECONDS > 0) await new Promise((resolve) => setTimeout(resolve, env().DRAIN_SECONDS * 1000))
  endStreams()
  // A mail that is being handed over and is not waited for would leave twice.
  const jobsDone = Promise.race([stopJobs().catch(() => {}), new Promise((resolve) => setTimeout(resolve, stopPatience))])
  await Promise.all([closeGently(server, stopPatience), jobsDone])
  // What does not close in a second ends with the process.
  const closedAll = closing.reduce((before, close) => before.then(close).catch(() => {}), Promise.resolve<unknown>(null))
  await Promise.race([closedAll, new Promise((resolve) => setTimeout(resolve, 1_500))])
  process.exit()
}

main().catch((error: unknown) => {
  const text = error instanceof Trouble ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
