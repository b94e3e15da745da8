import { AsyncLocalStorage } from 'node:async_hooks'

/** What the server knows of the request that is being answered. */
export type RequestContext = {
  /** Whether the framework failed because the database could not be asked: it may succeed in a moment. */
  away?: boolean
  /** The role of whoever asks, once that was found out. */
  viewer?: string
  /** The answer is a page that is kept: nothing of whoever asks is in it but the colours. */
  kept?: true
  /** Names this request in the log and on error pages; where its page failed that was made for many, that. */
  id: string
  /** The network address of the person: the connection's, or what a proxy on this machine says it is. */
  readonly address: string
  /** What inline scripts and styles of this answer must carry; see content-security-policy.ts. */
  readonly nonce: string
  /** Path and query of the page or route, without what the framework adds to them. */
  readonly path: string
  /** Its route, `/posts/[slug]`, in which nothing stands that somebody typed. */
  readonly route: () => string
  /** Wanted by an action for its answer; Next itself would answer 200. */
  status?: number
  /** Seconds for the Retry-After header. */
  retryAfterSeconds?: number
  /** Bytes of the body that a route answers with: the framework sends none of its own accord, and a part of a file without its length is hard to use. */
  length?: number
  /** Why an action did not do what was asked of it, in a sentence for the person. */
  refusal?: string
  /** A script or a form called a server action; `reached` when the adapter has begun with it. */
  action?: 'asked' | 'reached'
  /** A page said that there is nothing here (404) or nothing for this person (403); the words about it are being rendered. */
  refused?: number
  /** The answer is a document: it has one module of ours, and nothing in it runs by a nonce. */
  document?: boolean
}

/** Next bundles this file apart from `server.ts`; one process must still have one store. */
const shared = globalThis as typeof globalThis & { afterwordRequests?: AsyncLocalStorage<RequestContext> }
const requests = (shared.afterwordRequests ??= new AsyncLocalStorage())

/** Carries out `work` as part of one request. */
export function runInRequest<Result>(context: RequestContext, work: () => Result): Result {
  return requests.run(context, work)
}

/** The request being answered; undefined while building, on the command line and in tests of the core. */
export function requestContext(): RequestContext | undefined {
  return requests.getStore()
}

/** Makes the answer to this request carry another status than Next would give it. */
export function setStatus(status: number, retryAfterSeconds?: number) {
  const context = requests.getStore()
  if (!context) return
  context.status = status
  context.retryAfterSeconds = retryAfterSeconds
}

/** The same for an action that was refused, with its sentence, which the page may have no place for. */
export function setRefusal(status: number, message: string, retryAfterSeconds?: number) {
  setStatus(status, retryAfterSeconds)
  const context = requests.getStore()
  if (context) context.refusal = message
}

/** Says in which role somebody asks. */
export function noteViewer(role: string) {
  const context = requests.getStore()
  if (context) context.viewer = role
}

/** Says that the adapter has begun with the action of this request. */
export function noteAction() {
  const context = requests.getStore()
  if (context) context.action = 'reached'
}
